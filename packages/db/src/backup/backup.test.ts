import { chmod, mkdtempDisposable, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { openDatabase } from "../open-database.ts";
import { silentLog } from "../testing/silent-log.ts";
import { backUp } from "./back-up.ts";
import { backupFolder, listBackups, pruneBackups } from "./names.ts";
import { restoreBackup } from "./restore.ts";

const AT = Date.parse("2026-11-26T01:02:03.004Z");
const newFolder = () => mkdtempDisposable(join(tmpdir(), "pilothouse-backup-"));
const open = (folder: string) => openDatabase({ folder, log: silentLog });

const make = (folder: string, files: [string, Buffer][] = [], at = AT) =>
  backUp({ folder, version: "1.2.3", at, files: new Map(files) });

async function settings(folder: string): Promise<string[]> {
  await using database = await open(folder);
  return (await database.db.selectFrom("settings").select("key").orderBy("key").execute()).map(({ key }) => key);
}

test("R3: a backup made in the middle of writing is whole, private and says what made it, and restoring it gives that moment back", async () => {
  await using folder = await newFolder();
  await using database = await open(folder.path);
  const write = (key: string) => database.db.insertInto("settings").values({ key, value: "1" }).execute();
  await write("before");
  const [backup] = await Promise.all([
    make(folder.path, [["audit/ends.jsonl", Buffer.from("signed")]]),
    ...Array.from({ length: 50 }, (_, at) => write(`meanwhile ${at}`)),
  ]);
  await write("after");
  expect(backup).toMatchObject({ name: "pilothouse-2026-11-26T01-02-03-004Z.db", at: AT });
  expect(listBackups(folder.path)).toEqual([backup]);
  const file = join(backupFolder(folder.path), backup.name);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(backupFolder(folder.path))).toEqual([backup.name]);
  await database.close();

  expect(restoreBackup({ folder: folder.path, backup: file, at: AT + 1 })).toEqual({
    version: "1.2.3",
    replaced: join(backupFolder(folder.path), "replaced-2026-11-26T01-02-03-005Z.db"),
  });
  expect(await readFile(join(folder.path, "audit", "ends.jsonl"), "utf8")).toBe("signed");
  const restored = await settings(folder.path);
  expect([restored.includes("before"), restored.includes("after")]).toEqual([true, false]);
  const replaced = new Sqlite(join(backupFolder(folder.path), "replaced-2026-11-26T01-02-03-005Z.db"), { readonly: true });
  expect(replaced.prepare("select count(*) from settings").pluck().get()).toBe(52);
  replaced.close();
});

test("R3: a backup comes back in an empty data dir, with the files that belong to it", async () => {
  await using folder = await newFolder();
  await using other = await newFolder();
  await (await open(folder.path)).close();
  const { name } = await make(folder.path);
  const empty = join(other.path, "data");
  expect(restoreBackup({ folder: empty, backup: join(backupFolder(folder.path), name), at: AT })).toMatchObject({
    replaced: null,
  });
  expect(await settings(empty)).toEqual([]);
  expect((await stat(join(empty, "pilothouse.db"))).mode & 0o777).toBe(0o600);
});

test("R3: what a restore replaced comes back in its turn, with the files that belonged to it; both stay private", async () => {
  await using folder = await newFolder();
  const ends = join(folder.path, "ends.jsonl");
  await (await open(folder.path)).close();
  const file = join(backupFolder(folder.path), (await make(folder.path, [["ends.jsonl", Buffer.from("old")]])).name);
  await chmod(file, 0o644);
  await using database = await open(folder.path);
  await database.db.insertInto("settings").values({ key: "newer", value: "1" }).execute();
  await database.close();
  await writeFile(ends, "new");
  const { replaced } = restoreBackup({ folder: folder.path, backup: file, at: AT + 1 });
  expect([await settings(folder.path), await readFile(ends, "utf8")]).toEqual([[], "old"]);
  expect((await stat(join(folder.path, "pilothouse.db"))).mode & 0o777).toBe(0o600);
  restoreBackup({ folder: folder.path, backup: replaced ?? "", at: AT + 2 });
  expect([await settings(folder.path), await readFile(ends, "utf8")]).toEqual([["newer"], "new"]);
});

test("R3: what is no whole backup of a program this old is refused, and nothing has changed", async () => {
  await using folder = await newFolder();
  await using database = await open(folder.path);
  await database.db.insertInto("settings").values({ key: "kept", value: "1" }).execute();
  const file = join(backupFolder(folder.path), (await make(folder.path)).name);
  await database.close();
  const bad = join(folder.path, "bad.db");
  const restore = (backup: string) => () => restoreBackup({ folder: folder.path, backup, at: AT });
  expect(restore(join(folder.path, "none.db"))).toThrow("was not restored: ENOENT");
  await writeFile(bad, "no database at all ".repeat(1_000));
  expect(restore(bad)).toThrow("was not restored: file is not a database");
  expect(restore(database.file)).toThrow(
    expect.objectContaining({ kind: "conflict", message: expect.stringContaining("is no backup") }),
  );
  const newer = new Sqlite(file);
  newer.exec("insert into schema_migrations values (900, '0900-future', 0)");
  newer.close();
  expect(restore(file)).toThrow(expect.objectContaining({ kind: "conflict", facts: expect.objectContaining({ found: 900 }) }));
  await truncate(file, 8_192);
  expect(restore(file)).toThrow(expect.objectContaining({ kind: "unavailable" }));
  expect(await settings(folder.path)).toEqual(["kept"]);
  expect((await readdir(folder.path)).filter((name) => name.includes("restoring"))).toEqual([]);
});

test("R3: a database that is in place without what belongs to it is not said to be unchanged", async () => {
  await using folder = await newFolder();
  const database = await open(folder.path);
  await database.db.insertInto("settings").values({ key: "of the backup", value: "1" }).execute();
  const { name } = await make(folder.path, [["audit/ends", Buffer.from("end")]]);
  await database.db.deleteFrom("settings").execute();
  await database.close();
  await writeFile(join(folder.path, "audit"), "in the way");
  const restore = () => restoreBackup({ folder: folder.path, backup: join(backupFolder(folder.path), name), at: AT });
  expect(restore).toThrow(
    /is in place, and files that belong to it are not: .*EEXIST.*restore it again\. What was there before is /,
  );
  expect(await settings(folder.path)).toEqual(["of the backup"]);
  await rm(join(folder.path, "audit"));
  const again = restoreBackup({ folder: folder.path, backup: join(backupFolder(folder.path), name), at: AT + 1 });
  expect(again).toMatchObject({ version: "1.2.3" });
  expect(await readFile(join(folder.path, "audit/ends"), "utf8")).toBe("end");
});

test("R3: a backup that cannot be made leaves nothing behind, and says where it was meant to be", async () => {
  await using folder = await newFolder();
  await (await open(folder.path)).close();
  await writeFile(backupFolder(folder.path), "in the way");
  await expect(make(folder.path)).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("backups") });
  await chmod(backupFolder(folder.path), 0o600);
  expect((await readdir(folder.path)).filter((name) => name.includes("partial"))).toEqual([]);
});

test("so many backups of a kind are kept, the newest, and nothing that was cut off", async () => {
  await using folder = await newFolder();
  await (await open(folder.path)).close();
  for (const hour of [1, 2]) await make(folder.path, [], AT + hour * 3_600_000);
  await writeFile(join(backupFolder(folder.path), "mine.db"), "");
  await writeFile(join(backupFolder(folder.path), "pilothouse-2026-11-26T00-00-00-000Z.db.partial"), "cut off by a crash");
  await make(folder.path, [], AT + 3 * 3_600_000);
  expect((await readdir(backupFolder(folder.path))).filter((name) => name.endsWith(".partial"))).toEqual([]);
  pruneBackups(folder.path, "before", 0);
  pruneBackups(folder.path, "pilothouse", 2);
  expect(listBackups(folder.path).map(({ at }) => at)).toEqual([AT + 3 * 3_600_000, AT + 2 * 3_600_000]);
  expect(await readdir(backupFolder(folder.path))).toContain("mine.db");
});
