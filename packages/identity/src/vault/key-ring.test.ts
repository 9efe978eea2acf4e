import { chmod, mkdtempDisposable, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@pilothouse/db";
import { createLogger, newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openKeyRing } from "./key-ring.ts";

const log = createLogger({ level: "silent", name: "test" });
const SECRET = Buffer.from("sk-ant-api03-canary");

async function openRing() {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-ring-"));
  const database = await openDatabase({ folder: folder.path, log });
  const file = join(folder.path, "keys", "master.json");
  return {
    file,
    /** Puts something that is sealed into the database. */
    keep: async (sealed: string) => {
      const user = {
        id: newId(),
        email: "ada@example.org",
        name: "Ada",
        role: "admin" as const,
        passwordHash: "",
        disabledAt: null,
      };
      await database.db
        .insertInto("users")
        .values({ ...user, createdAt: 0 })
        .execute();
      const key = { id: newId(), ownerId: user.id, name: "work", hint: "", sealed, version: 1, createdAt: 0, updatedAt: 0 };
      await database.db
        .insertInto("apiKeys")
        .values({ ...key, lastUsedAt: null })
        .execute();
    },
    ring: (error: (fields: object) => void = () => {}) => openKeyRing({ db: database.db, folder: folder.path, log: { error } }),
    elsewhere: (other: string) => openKeyRing({ db: database.db, folder: folder.path, file: join(folder.path, other), log }),
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const GONE = { kind: "unavailable", message: expect.stringContaining("keys/master.json") };

test("S31: what is sealed opens again, after a restart too, and looks like nothing", async () => {
  await using t = await openRing();
  const sealed = (await t.ring()).seal(SECRET, "a");
  const ring = await t.ring();
  expect(ring.open(sealed, "a")).toEqual(SECRET);
  expect(ring.open(ring.seal(Buffer.alloc(0), "a"), "a")).toEqual(Buffer.alloc(0));
  expect(Buffer.from(sealed.split(".")[3] ?? "", "base64url").includes(SECRET)).toBe(false);
  expect(ring.seal(SECRET, "a")).not.toBe(ring.seal(SECRET, "a"));
});

test("S31: under another name, with any bit changed or a part of another text, nothing opens", async () => {
  await using t = await openRing();
  const ring = await t.ring();
  const [one, two] = [ring.seal(SECRET, "a"), ring.seal(Buffer.from("other"), "a")];
  const refused = (sealed: string, about = "a") =>
    expect(() => ring.open(sealed, about)).toThrow(expect.objectContaining({ kind: "unavailable" }));
  refused(one, "b");
  for (const part of [2, 3]) {
    const parts = one.split(".");
    const bytes = Buffer.from(parts[part] ?? "", "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      refused(parts.with(part, flipped.toString("base64url")).join("."));
    }
    refused(parts.with(part, two.split(".")[part] ?? "").join("."));
    refused(parts.with(part, "").join("."));
    refused(parts.with(part, parts[part]?.slice(0, 20) ?? "").join("."));
  }
  for (const nonsense of ["", "s1", `${one}.`, ` ${one}`, one.replace("s1", "s2"), one.replace("s1.1", "s1.01")])
    refused(nonsense);
  await ring.addKey();
  refused(one.replace("s1.1", "s1.2"));
  expect(ring.open(one, "a")).toEqual(SECRET);
});

test("S31: a key is added, what was sealed is wrapped anew, the old key is dropped; all of it opens all the time", async () => {
  await using t = await openRing();
  const ring = await t.ring();
  const old = ring.seal(SECRET, "a");
  expect(await ring.addKey()).toBe(2);
  const fresh = ring.seal(SECRET, "b");
  expect([old, fresh].map((sealed) => sealed.split(".")[1])).toEqual(["1", "2"]);
  expect([ring.open(old, "a"), ring.open(fresh, "b")]).toEqual([SECRET, SECRET]);
  const again = ring.rewrap(old, "a");
  expect(again.split(".")[1]).toBe("2");
  expect(() => ring.rewrap(old, "b")).toThrow("is not what belongs here");
  await ring.dropOldKeys();
  expect([ring.open(again, "a"), ring.open(fresh, "b")]).toEqual([SECRET, SECRET]);
  expect(() => ring.open(old, "a")).toThrow(expect.objectContaining(GONE));
  const next = await t.ring();
  expect(next.open(again, "a")).toEqual(SECRET);
  expect(() => next.open(old, "a")).toThrow(expect.objectContaining(GONE));
  expect(JSON.parse(await readFile(t.file, "utf8"))).toMatchObject({ active: 2, keys: [{ version: 2 }] });
  expect(await next.addKey()).toBe(3);
});

test("S31: a database without its keys says so, seals nothing, and opens everything once they are back", async () => {
  await using t = await openRing();
  const sealed = (await t.ring()).seal(SECRET, "a");
  await t.keep(sealed);
  await rename(t.file, `${t.file}.away`);
  const locked = await t.ring();
  expect(locked.locked).toContain("are gone");
  expect(() => locked.open(sealed, "a")).toThrow(expect.objectContaining(GONE));
  expect(() => locked.seal(SECRET, "a")).toThrow(expect.objectContaining(GONE));
  await expect(locked.addKey()).rejects.toMatchObject(GONE);
  await expect(readFile(t.file)).rejects.toThrow("ENOENT");
  await rename(`${t.file}.away`, t.file);
  expect((await t.ring()).open(sealed, "a")).toEqual(SECRET);
});

test("S31: the keys of another database are not taken for its own", async () => {
  await using mine = await openRing();
  await using other = await openRing();
  const sealed = (await mine.ring()).seal(SECRET, "a");
  await other.ring();
  await writeFile(mine.file, await readFile(other.file));
  const ring = await mine.ring();
  expect(ring.locked).toContain("key 1");
  expect(() => ring.open(sealed, "a")).toThrow("locked");
});

test("the number of a key that was lost is not given to another one", async () => {
  await using t = await openRing();
  const ring = await t.ring();
  const before = await readFile(t.file);
  await ring.addKey();
  const sealed = ring.seal(SECRET, "a");
  await writeFile(t.file, before);
  const errors: object[] = [];
  const back = await t.ring((fields) => void errors.push(fields));
  expect(errors).toEqual([{ file: t.file, missing: [2] }]);
  expect(back.locked).toBeNull();
  expect(() => back.open(sealed, "a")).toThrow(expect.objectContaining(GONE));
  expect(await back.addKey()).toBe(3);
});

test("keys may be kept elsewhere; those that others can read, or that are none, stop the start", async () => {
  await using t = await openRing();
  const sealed = (await t.elsewhere("outside.json")).seal(SECRET, "a");
  await expect(readFile(t.file)).rejects.toThrow("ENOENT");
  const file = join(t.file, "..", "..", "outside.json");
  expect((await t.elsewhere("outside.json")).open(sealed, "a")).toEqual(SECRET);
  await chmod(file, 0o640);
  await expect(t.elsewhere("outside.json")).rejects.toThrow("run chmod 600");
  await rm(file);
  for (const nonsense of ["", "{}", '{"active":1,"keys":[{"version":1,"key":"c2hvcnQ="}]}', '{"active":2,"keys":[]}']) {
    await writeFile(file, nonsense, { mode: 0o600 });
    await expect(t.elsewhere("outside.json")).rejects.toThrow("does not hold master keys");
  }
});
