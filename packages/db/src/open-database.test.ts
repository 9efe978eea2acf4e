import { chmod, mkdtempDisposable, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "./open-database.ts";
import { silentLog } from "./testing/silent-log.ts";

const newFolder = () => mkdtempDisposable(join(tmpdir(), "pilothouse-db-"));
const open = (folder: string) => openDatabase({ folder, log: silentLog });

const ada = {
  id: "u1",
  email: "ada@example.org",
  name: "Ada",
  role: "admin",
  passwordHash: "h",
  disabledAt: null,
  createdAt: 1_795_000_000_000,
} as const;

test("rows come back as they went in, under camelCase names", async () => {
  await using folder = await newFolder();
  await using database = await open(folder.path);
  await database.db.insertInto("users").values(ada).execute();
  expect(await database.db.selectFrom("users").selectAll().execute()).toEqual([ada]);
  expect((await sql`select created_at from users`.execute(database.db)).rows).toEqual([{ createdAt: ada.createdAt }]);
});

test("the folder and its files are for their owner alone", async () => {
  await using folder = await newFolder();
  const inner = join(folder.path, "data");
  await using database = await open(inner);
  expect((await stat(inner)).mode & 0o777).toBe(0o700);
  for (const name of ["pilothouse.db", "pilothouse.db-wal", "pilothouse.db-shm"]) {
    expect([name, (await stat(join(inner, name))).mode & 0o777]).toEqual([name, 0o600]);
  }
  expect(database.file).toBe(join(inner, "pilothouse.db"));
});

test("a file that others could read is taken away from them", async () => {
  await using folder = await newFolder();
  await (await open(folder.path)).close();
  const file = join(folder.path, "pilothouse.db");
  await chmod(file, 0o644);
  await using _database = await open(folder.path);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("R1: the connection is durable, checks references and uses no memory map", async () => {
  await using folder = await newFolder();
  await using database = await open(folder.path);
  const pragma = async (name: string) =>
    Object.values((await sql.raw<object>(`pragma ${name}`).execute(database.db)).rows[0] ?? {})[0];
  expect(await pragma("journal_mode")).toBe("wal");
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("foreign_keys")).toBe(1);
  expect(await pragma("busy_timeout")).toBe(5_000);
  expect(await pragma("mmap_size")).toBe(0);
  const orphan = {
    id: "l1",
    userId: "nobody",
    userAgent: "",
    address: "",
    createdAt: 1,
    lastSeenAt: 1,
    expiresAt: 2,
    revokedAt: null,
  };
  await expect(database.db.insertInto("logins").values(orphan).execute()).rejects.toThrow("FOREIGN KEY");
});

test("closing twice does no harm and leaves no log behind", async () => {
  await using folder = await newFolder();
  const database = await open(folder.path);
  await database.db.insertInto("users").values(ada).execute();
  await database.close();
  await database.close();
  await expect(stat(join(folder.path, "pilothouse.db-wal"))).rejects.toThrow("ENOENT");
  await using again = await open(folder.path);
  expect(await again.db.selectFrom("users").select("id").execute()).toEqual([{ id: "u1" }]);
});

test("a newer schema is refused in one line that names the file, both versions and the way out", async () => {
  await using folder = await newFolder();
  await (await open(folder.path)).close();
  const file = join(folder.path, "pilothouse.db");
  const sqlite = new Sqlite(file);
  sqlite.exec("insert into schema_migrations values (900, '0900-future', 0)");
  sqlite.close();
  const refused = await open(folder.path).catch((error: unknown) => error);
  expect(refused).toMatchObject({ kind: "conflict", facts: { file, found: 900 } });
  expect(String(refused)).toContain(`cannot use the database ${file}: it has schema 900 and this program knows schemas up to`);
  expect(String(refused)).not.toContain("\n");
});

test("a file that is no database is refused in one line and kept", async () => {
  await using folder = await newFolder();
  const file = join(folder.path, "pilothouse.db");
  await writeFile(file, "not a database, but long enough to be looked at ".repeat(200));
  const refused = await open(folder.path).catch((error: unknown) => error);
  expect(refused).toMatchObject({ kind: "unavailable", message: expect.stringContaining("it is not a SQLite database") });
  expect((await stat(file)).size).toBeGreaterThan(9_000);
});

test("a damaged database is refused in one line", async () => {
  await using folder = await newFolder();
  const database = await open(folder.path);
  await database.db
    .insertInto("settings")
    .values(Array.from({ length: 200 }, (_, index) => ({ key: `k${index}`, value: "x".repeat(500) })))
    .execute();
  await database.close();
  await truncate(database.file, 20_480);
  const refused = await open(folder.path).catch((error: unknown) => error);
  expect(refused).toMatchObject({ kind: "unavailable", message: expect.stringMatching(/it is damaged.*restore a backup$/) });
});

test("a folder that is a file is refused", async () => {
  await using folder = await newFolder();
  const file = join(folder.path, "taken");
  await writeFile(file, "");
  await expect(open(file)).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("is not a folder") });
});

test("a folder this user may not write is refused, and said so", async () => {
  await using folder = await newFolder();
  await (await open(folder.path)).close();
  await chmod(folder.path, 0o555);
  const refused = await asNobody(() => open(join(folder.path, "inner")).catch((error: unknown) => error));
  await chmod(folder.path, 0o700);
  expect(refused).toMatchObject({ kind: "unavailable", message: expect.stringContaining("this user may not write there") });
});

/** Root may write everywhere; be someone else for the while. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
