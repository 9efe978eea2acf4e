import { open } from "node:fs/promises";

const LINES = 2_000;

export interface Corpus {
  readonly file: string;
  /** Its size as it is, and as a terminal prints it: with a carriage return before each line feed. */
  readonly bytes: { readonly raw: number; readonly cooked: number };
}

/** Writes at least `bytes` bytes of what agents and compilers print: colours, box drawing, CJK, emoji. */
export async function writeCorpus(file: string, bytes: number): Promise<Corpus> {
  const lines = Array.from({ length: LINES }, (_, at) => line(at));
  const block = Buffer.from(lines.join(""), "utf8");
  const blocks = Math.ceil(bytes / block.length);
  await using handle = await open(file, "w");
  for (let at = 0; at < blocks; at += 1) await handle.write(block);
  const raw = blocks * block.length;
  return { file, bytes: { raw, cooked: raw + blocks * LINES } };
}

function line(at: number): string {
  const colour = 16 + ((at * 37) % 216);
  const word = ["compiled", "übersetzt", "コンパイル済み", "собрано", "✔ passed"][at % 5] ?? "";
  const bar = "█".repeat(at % 20).padEnd(20, "░");
  return `\u001b[38;5;${colour}m│ ${String(at).padStart(6)} ${word}\u001b[0m \u001b[1;32m${bar}\u001b[0m src/module-${at % 97}.ts 🚀 ${at * 13} ms\n`;
}
