import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeRunnerLock } from "./lock.ts";

test("only one holds the lock, until it lets go", () => {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  const lock = takeRunnerLock(folder);
  expect(lock).not.toBeNull();
  expect(statSync(join(folder, "accepting.lock")).mode & 0o777).toBe(0o600);
  expect(takeRunnerLock(folder)).toBeNull();
  lock?.release();
  const next = takeRunnerLock(folder);
  expect(next?.isInPlace()).toBe(true);
  rmSync(folder, { recursive: true });
  expect(next?.isInPlace()).toBe(false);
  next?.release();
});
