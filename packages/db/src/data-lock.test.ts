import { mkdtempDisposable, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { acquireDataLock } from "./data-lock.ts";
import { startChild } from "./testing/child.ts";

const newFolder = () => mkdtempDisposable(join(tmpdir(), "pilothouse-lock-"));

test("a second server on the same folder is refused by name until the first one lets go", async () => {
  await using folder = await newFolder();
  const lock = acquireDataLock(folder.path);
  expect(() => acquireDataLock(folder.path)).toThrow(
    `another Pilothouse server (process ${process.pid}) runs on the data dir ${folder.path}; stop it or choose another data dir`,
  );
  expect(() => acquireDataLock(folder.path)).toThrow(expect.objectContaining({ kind: "conflict" }));
  lock.release();
  lock.release();
  using again = acquireDataLock(folder.path);
  expect(again).toBeDefined();
});

test("kill -9 frees the lock of another process at once", async () => {
  await using folder = await newFolder();
  await using child = startChild(new URL("./testing/hold-lock.ts", import.meta.url), folder.path);
  expect(await child.lines.next()).toMatchObject({ value: "held" });
  expect(() => acquireDataLock(folder.path)).toThrow(
    expect.objectContaining({ kind: "conflict", facts: { folder: folder.path, pid: child.pid } }),
  );
  await child.kill();
  using lock = acquireDataLock(folder.path);
  expect(lock).toBeDefined();
  expect(await readFile(join(folder.path, "server.pid"), "utf8")).toBe(`${process.pid}\n`);
});

test("two folders do not get in each other's way, and the files are private", async () => {
  await using one = await newFolder();
  await using two = await newFolder();
  using first = acquireDataLock(join(one.path, "a", "b"));
  using second = acquireDataLock(two.path);
  expect(first).not.toBe(second);
  expect((await stat(join(one.path, "a", "b"))).mode & 0o777).toBe(0o700);
  expect((await stat(join(two.path, "server.lock"))).mode & 0o777).toBe(0o600);
});

test("a holder whose pid cannot be read is still respected", async () => {
  await using folder = await newFolder();
  using _lock = acquireDataLock(folder.path);
  await writeFile(join(folder.path, "server.pid"), "?");
  expect(() => acquireDataLock(folder.path)).toThrow("another Pilothouse server runs on the data dir");
});

test("a lock file that is no lock file is refused with its name", async () => {
  await using folder = await newFolder();
  await writeFile(join(folder.path, "server.lock"), "this is a text file of some length".repeat(40));
  expect(() => acquireDataLock(folder.path)).toThrow("server.lock");
});
