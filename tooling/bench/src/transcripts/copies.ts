import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const UUID = /\b([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g;
const CALL = /\b((?:msg|req|toolu|srvtoolu)_[A-Za-z0-9]+)/g;

/** The same text as another conversation would have it: all ids are others. */
function renamed(text: string, copy: number): string {
  const mixed = (hex: string) =>
    ((Number.parseInt(hex, 16) ^ Math.imul(copy, 2_654_435_761)) >>> 0).toString(16).padStart(8, "0");
  return text.replace(UUID, (_, hex: string, rest: string) => mixed(hex) + rest).replace(CALL, `$1c${copy}`);
}

function transcriptsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.map((name) => join(folder, name)).filter((path) => path.endsWith(".jsonl"));
}

/** Copies the transcripts of `from` into `to`, with other ids each time, until there are so many bytes; says how many. */
export function copyUntil(from: string, to: string, bytes: number): number {
  const files = transcriptsIn(from);
  let written = 0;
  for (let copy = 0; written < bytes; copy += 1) {
    for (const path of files) {
      const target = join(to, renamed(relative(from, path), copy));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, renamed(readFileSync(path, "utf8"), copy));
      written += statSync(target).size;
    }
  }
  return written;
}
