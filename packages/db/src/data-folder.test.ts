import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeDataFolder } from "./data-folder.ts";

async function tempFolder() {
  const path = await mkdtemp(join(tmpdir(), "pilothouse-folder-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

test("a folder and those it is in are made for their owner alone, and made again without harm", async () => {
  await using temp = await tempFolder();
  const folder = join(temp.path, "a", "b", "c");
  makeDataFolder(folder);
  makeDataFolder(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(temp.path, "a"))).mode & 0o777).toBe(0o700);
});

test("a file in the way is refused, as the folder itself and above it", async () => {
  await using temp = await tempFolder();
  const file = join(temp.path, "file");
  await writeFile(file, "");
  expect(() => makeDataFolder(file)).toThrow("EEXIST");
  expect(() => makeDataFolder(join(file, "below"))).toThrow("ENOTDIR");
});

test.runIf(process.platform === "linux")("a place where the system makes no folders is refused, and does not hang", () => {
  expect(() => makeDataFolder("/proc/pilothouse/data")).toThrow("ENOENT");
});
