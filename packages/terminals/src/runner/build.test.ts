import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { buildOf } from "./build.ts";

const made: string[] = [];

/** A program of two files and a worker. */
function program(changes: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "build-"));
  made.push(folder);
  const files = {
    "main.ts": 'import { add } from "./add.ts";\nimport { join } from "node:path";\n// words from "nowhere"\n',
    "add.ts": 'new Worker(new URL("worker.ts", import.meta.url));\n',
    "worker.ts": "export {};\n",
    "unused.ts": "export {};\n",
    ...changes,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, "main.ts");
}

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

test("the same sources are the same build, wherever they are", () => {
  expect(buildOf(program())).toBe(buildOf(program()));
  expect(buildOf(program())).toMatch(/^[0-9a-f]{16}$/);
});

test.for(["main.ts", "add.ts", "worker.ts"])("another %s is another build", (name) => {
  expect(buildOf(program({ [name]: 'import "./add.ts";\nexport const changed = true;\n' }))).not.toBe(buildOf(program()));
});

test("what the program does not use makes no difference", () => {
  expect(buildOf(program({ "unused.ts": "export const changed = true;\n" }))).toBe(buildOf(program()));
});
