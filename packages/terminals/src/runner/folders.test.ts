import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { runFolder, socketFolder } from "./folders.ts";

const made: string[] = [];

function dataDir(name = ""): string {
  const root = mkdtempSync(join(tmpdir(), "folders-"));
  made.push(root);
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const unavailable = (text: RegExp) => expect.objectContaining({ kind: "unavailable", message: expect.stringMatching(text) });
const DEEP = join("d".repeat(50), "e".repeat(50));

test("sockets are in the data folder, where only this user can go", () => {
  const folder = dataDir();
  expect(socketFolder(folder)).toBe(join(folder, "run"));
  expect(statSync(join(folder, "run")).mode & 0o777).toBe(0o700);
  expect(socketFolder(folder)).toBe(join(folder, "run"));
});

test("a data folder with a long path has its sockets in a temporary folder of its own, which stays the same", () => {
  const [one, other] = [dataDir(DEEP), dataDir(DEEP)];
  const folder = socketFolder(one);
  made.push(folder, socketFolder(other));
  expect(Buffer.byteLength(join(folder, "0a1b2c3d", "control.sock"))).toBeLessThan(104);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(socketFolder(other)).not.toBe(folder);
  vi.stubEnv("TMPDIR", dataDir());
  expect(socketFolder(one)).toBe(folder);
});

test("a temporary folder whose own path is too long is passed over", () => {
  vi.stubEnv("TMPDIR", dataDir(DEEP));
  const folder = socketFolder(dataDir(DEEP));
  made.push(folder);
  expect(folder.startsWith("/tmp/pilothouse-")).toBe(true);
});

test("a folder that others can enter is refused, with what to do", () => {
  const folder = dataDir();
  mkdirSync(join(folder, "run"), { mode: 0o755 });
  expect(() => runFolder(folder)).toThrow(unavailable(/chmod 700/));
});

test("a temporary folder that somebody else prepared is refused", () => {
  const folder = dataDir(DEEP);
  const sockets = socketFolder(folder);
  made.push(sockets);
  chmodSync(sockets, 0o777);
  expect(() => socketFolder(folder)).toThrow(unavailable(/others can enter/));
  rmSync(sockets, { recursive: true });
  symlinkSync(dataDir(), sockets);
  expect(() => socketFolder(folder)).toThrow(unavailable(/not a folder/));
});

test.runIf(userInfo().uid === 0)("a folder of another user is refused", () => {
  const folder = dataDir();
  chownSync(runFolder(folder), 12_345, 12_345);
  expect(() => socketFolder(folder)).toThrow(unavailable(/belongs to another user \(uid 12345\)/));
});
