import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const PACKED = ".br";

/** Paths of all transcripts, from `home` on. */
export function fixtureNames(): readonly string[] {
  return readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(PACKED))
    .map((entry) => relative(FIXTURES, join(entry.parentPath, entry.name)).slice(0, -PACKED.length))
    .sort();
}

export function readFixture(name: string): Buffer {
  return brotliDecompressSync(readFileSync(join(FIXTURES, name + PACKED)));
}

/** Lays the transcripts out in `home`, as `claude/projects`, `codex/sessions` and `gemini/tmp`. Answers with their paths from there on. */
export function unpackFixtures(home: string): readonly string[] {
  const names = fixtureNames();
  for (const name of names) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), readFixture(name));
  }
  return names;
}
