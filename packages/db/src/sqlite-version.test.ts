import { expect, test } from "vitest";
import { assertSqliteVersion } from "./sqlite-version.ts";

test.each(["3.51.3", "3.51.10", "3.53.0", "3.54.1", "4.0.0"])("SQLite %s is taken", (version) => {
  expect(() => assertSqliteVersion(version)).not.toThrow();
});

test.each(["3.51.2", "3.50.9", "3.7.0", "2.99.99"])("R1: SQLite %s is refused, naming the version that is needed", (version) => {
  expect(() => assertSqliteVersion(version)).toThrow(`SQLite ${version} can corrupt databases; 3.51.3 or newer is needed`);
});
