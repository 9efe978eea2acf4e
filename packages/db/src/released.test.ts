import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { backupFolder, listBackups } from "./backup/names.ts";
import { restoreBackup } from "./backup/restore.ts";
import { openDatabase } from "./open-database.ts";
import { silentLog } from "./testing/silent-log.ts";

/** Databases as released versions made them, as SQL. One is added with each release and none is ever changed. */
const RELEASED = ["released-0.1.0.sql"];

test.each(RELEASED)("R4: the database of %s is brought up to date, keeps its rows, and is kept as it was", async (name) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-released-"));
  const old = new Sqlite(join(folder.path, "pilothouse.db"));
  old.exec(await readFile(new URL(`testing/${name}`, import.meta.url), "utf8"));
  const schema = old.prepare("select count(*) from schema_migrations").pluck().get();
  old.close();

  await using database = await openDatabase({ folder: folder.path, log: silentLog, version: "9.9.9" });
  expect(await database.db.selectFrom("users").select(["email", "role"]).orderBy("email").execute()).toEqual([
    { email: "ada@example.org", role: "admin" },
    { email: "bob@example.org", role: "member" },
  ]);
  for (const table of ["logins", "apiTokens", "terminals", "terminalShares", "settings", "pushDevices"] as const)
    expect([table, await database.db.selectFrom(table).selectAll().execute()]).toEqual([table, [expect.anything()]]);
  expect((await sql`pragma foreign_key_check`.execute(database.db)).rows).toEqual([]);
  await database.close();

  const [before, ...others] = listBackups(folder.path, "before");
  expect(others).toEqual([]);
  const kept = join(backupFolder(folder.path), before?.name ?? "");
  expect(restoreBackup({ folder: folder.path, backup: kept, at: 0 })).toMatchObject({ version: "9.9.9" });
  const again = new Sqlite(join(folder.path, "pilothouse.db"), { readonly: true });
  expect(again.prepare("select count(*) from schema_migrations").pluck().get()).toBe(schema);
  again.close();
});
