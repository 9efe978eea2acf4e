import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LogFile } from "./log-file.ts";

test("the log keeps the newest lines within its bound, also over restarts", () => {
  const folder = mkdtempSync(join(tmpdir(), "log-"));
  const path = join(folder, "logs", "runner.log");
  for (let start = 0; start < 3; start += 1) {
    const log = new LogFile(path, 1_000);
    for (let line = 0; line < 100; line += 1) log.write(`${start} ${line} ${"x".repeat(20)}\n`);
  }
  expect(readdirSync(join(folder, "logs"))).toEqual(["runner.log", "runner.log.1"]);
  expect(statSync(path).size).toBeLessThan(1_100);
  expect(statSync(`${path}.1`).size).toBeLessThan(1_100);
  expect(readFileSync(path, "utf8")).toContain("2 99 ");
  rmSync(folder, { recursive: true });
});
