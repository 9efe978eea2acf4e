import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migration.ts";
import { openDatabase } from "./open-database.ts";
import { startChild } from "./testing/child.ts";
import { silentLog } from "./testing/silent-log.ts";

const step = (name: string, table: string): Migration => ({
  name,
  up: (db) => db.schema.createTable(table).addColumn("id", "text").execute(),
});

function inMemory() {
  const sqlite = new Sqlite(":memory:");
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const run = (...migrations: Migration[]) => migrate(db, { migrations, log: silentLog });
  const tables = () => sqlite.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  return { sqlite, run, tables };
}

test("steps run once each, in order, and later ones are added to what is there", async () => {
  const { run, tables, sqlite } = inMemory();
  await run(step("0001-a", "a"));
  await run(step("0001-a", "a"), step("0002-b", "b"));
  await run(step("0001-a", "a"), step("0002-b", "b"));
  expect(tables()).toEqual(["a", "b", "schema_migrations"]);
  expect(sqlite.prepare("select version, name from schema_migrations").raw().all()).toEqual([
    [1, "0001-a"],
    [2, "0002-b"],
  ]);
});

test("a step that fails leaves nothing of itself behind, and the next start goes on from there", async () => {
  const { run, tables } = inMemory();
  const broken: Migration = {
    name: "0002-b",
    async up(db) {
      await step("", "half").up(db);
      throw new Error("power cut");
    },
  };
  await expect(run(step("0001-a", "a"), broken)).rejects.toThrow("power cut");
  expect(tables()).toEqual(["a", "schema_migrations"]);
  await run(step("0001-a", "a"), step("0002-b", "b"));
  expect(tables()).toEqual(["a", "b", "schema_migrations"]);
});

test("R4: a process killed in the middle of a step is made good by the next start", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-migrate-"));
  await using child = startChild(new URL("./testing/hang-in-migration.ts", import.meta.url), join(folder.path, "pilothouse.db"));
  expect(await child.lines.next()).toMatchObject({ value: "half way" });
  await child.kill();
  await using database = await openDatabase({ folder: folder.path, log: silentLog });
  expect(await database.db.selectFrom("terminals").selectAll().execute()).toEqual([]);
});

test("a schema with more steps than this program knows is refused, naming both", async () => {
  const { run } = inMemory();
  await run(step("0001-a", "a"), step("0002-b", "b"));
  await expect(run(step("0001-a", "a"))).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringMatching(/^it has schema 2 and this program knows schemas up to 1; start the newer Pilothouse/),
    facts: { found: 2, known: 1 },
  });
});

test("a schema whose steps are not this program's is refused", async () => {
  const { run } = inMemory();
  await run(step("0001-other", "a"));
  await expect(run(step("0001-a", "a"))).rejects.toThrow("its schema step 1 is 0001-other, where this program has 0001-a");
});

test("a database of another program is refused and not touched", async () => {
  const { run, sqlite, tables } = inMemory();
  sqlite.exec("create table bookmarks (url text)");
  await expect(run(step("0001-a", "a"))).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringContaining("another program"),
  });
  expect(tables()).toEqual(["bookmarks"]);
});
