import { mkdtempDisposable, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, fingerprint } from "./fingerprint.mjs";

test("a fingerprint changes with a file's content, and with its being there", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-fingerprint-"));
  const file = join(folder.path, "a.ts");
  const missing = fingerprint([file]);
  await writeFile(file, "one");
  const one = fingerprint([file]);
  await writeFile(file, "two");
  const two = fingerprint([file]);
  expect(new Set([missing, one, two]).size).toBe(3);
  await writeFile(file, "one");
  expect(fingerprint([file])).toBe(one);
});

test("what tools make is no source", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-fingerprint-"));
  for (const name of ["src", "dist", "node_modules"]) {
    await mkdir(join(folder.path, name));
    await writeFile(join(folder.path, name, "file.ts"), "");
  }
  expect(filesBelow(folder.path)).toEqual([join(folder.path, "src", "file.ts")]);
});
