import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { LIMITS } from "@pilothouse/contracts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openWithTwoUsers } from "../testing/open-test-identity.ts";

const VALUE = "sk-ant-api03-canary-that-nobody-may-see-wxyz";
const AS = [{ name: "anthropic", as: "ANTHROPIC_API_KEY" }];

async function openWithKey() {
  const t = await openWithTwoUsers();
  const key = await t.identity.vault.create(t.member, { name: "anthropic", value: VALUE });
  return Object.assign(t, { key });
}

const granted = { ANTHROPIC_API_KEY: VALUE };

test("a key is shown by its name and its end alone, and granted by name", async () => {
  await using t = await openWithKey();
  const { vault } = t.identity;
  expect(t.key).toMatchObject({ name: "anthropic", hint: "wxyz", lastUsedAt: null });
  expect(JSON.stringify(t.key)).not.toContain("canary");
  expect(vault.status()).toEqual({ locked: null });
  expect(await vault.list(t.member)).toEqual([t.key]);
  t.clock.advance(1_000);
  expect(await vault.grant(t.member, AS)).toEqual(granted);
  expect(await vault.list(t.member)).toEqual([{ ...t.key, lastUsedAt: t.clock.now() }]);
  expect((await vault.create(t.member, { name: "short", value: "12345678" })).hint).toBe("");
});

test("S31: a copy of the database holds no key in clear, and the audit log none at all", async () => {
  await using t = await openWithKey();
  await t.identity.vault.update(t.member, { id: t.key.id, value: `${VALUE}-2` });
  await sql`pragma wal_checkpoint(truncate)`.execute(t.db);
  const file = await readFile(join(t.folder, "pilothouse.db"));
  expect(file.includes("canary")).toBe(false);
  expect(file.includes(Buffer.from(VALUE).toString("base64"))).toBe(false);
  const { entries } = await t.identity.audit.list(t.admin, { limit: 2 });
  expect(entries.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
    {
      action: "apiKeys.update",
      before: { name: "anthropic", hint: "wxyz", version: 1 },
      after: { name: "anthropic", hint: "yz-2", version: 2 },
    },
    { action: "apiKeys.create", before: null, after: { name: "anthropic", hint: "wxyz", version: 1 } },
  ]);
});

test("S31: two keys that were swapped, one under another owner, and an old value put back do not open", async () => {
  await using t = await openWithKey();
  const { vault } = t.identity;
  const row = (id: string) => t.db.selectFrom("apiKeys").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const put = (id: string, changes: object) => t.db.updateTable("apiKeys").set(changes).where("id", "=", id).execute();
  const refused = { kind: "unavailable", message: expect.stringContaining("not what belongs here") };
  const old = await row(t.key.id);
  const other = await vault.create(t.member, { name: "openai", value: "sk-other" });
  await put(t.key.id, { sealed: (await row(other.id)).sealed });
  await expect(vault.grant(t.member, AS)).rejects.toMatchObject(refused);
  await put(t.key.id, { sealed: old.sealed, ownerId: t.adminUser.id });
  await expect(vault.grant(t.admin, AS)).rejects.toMatchObject(refused);
  await put(t.key.id, old);
  expect(await vault.grant(t.member, AS)).toEqual(granted);
  await vault.update(t.member, { id: t.key.id, value: "sk-new" });
  await put(t.key.id, { sealed: old.sealed });
  await expect(vault.grant(t.member, AS)).rejects.toMatchObject(refused);
});

test("keys are each user's own, for administrators too", async () => {
  await using t = await openWithKey();
  const { vault } = t.identity;
  const { id } = t.key;
  expect(await vault.list(t.admin)).toEqual([]);
  for (const call of [
    () => vault.update(t.admin, { id, name: "mine" }),
    () => vault.delete(t.admin, id),
    () => vault.grant(t.admin, AS),
    () => vault.grant(t.member, [{ name: "other", as: "KEY" }]),
  ]) {
    await expect(call()).rejects.toMatchObject({ kind: "not_found" });
  }
  expect(await vault.list(t.member)).toEqual([t.key]);
  await vault.delete(t.member, id);
  expect(await vault.list(t.member)).toEqual([]);
});

test("the keys of a user who is deleted go along", async () => {
  await using t = await openWithKey();
  const { id } = t.memberUser;
  await t.identity.updateUser(t.admin, { id, disabled: true });
  await t.identity.deleteUser(t.admin, { id, forget: async () => {} });
  expect(await t.db.selectFrom("apiKeys").selectAll().execute()).toEqual([]);
});

test("a name belongs to one key of a user, and a user has so many and no more", async () => {
  await using t = await openWithKey();
  const { vault } = t.identity;
  await vault.create(t.admin, { name: "anthropic", value: "sk-hers" });
  await expect(vault.create(t.member, { name: "anthropic", value: "sk" })).rejects.toMatchObject({ kind: "conflict" });
  const second = await vault.create(t.member, { name: "second", value: "sk" });
  await expect(vault.update(t.member, { id: second.id, name: "anthropic" })).rejects.toMatchObject({ kind: "conflict" });
  expect(await vault.update(t.member, { id: second.id, name: "third" })).toMatchObject({ name: "third" });
  const limit = LIMITS.apiKeysPerUser;
  const { sealed, version } = await t.db.selectFrom("apiKeys").selectAll().where("id", "=", second.id).executeTakeFirstOrThrow();
  const filler = { ownerId: t.memberUser.id, hint: "", sealed, version, createdAt: 0, updatedAt: 0, lastUsedAt: null };
  const more = Array.from({ length: limit - 3 }, (_, at) => ({ ...filler, id: crypto.randomUUID(), name: `k${at}` }));
  await t.db.insertInto("apiKeys").values(more).execute();
  await vault.create(t.member, { name: "last", value: "sk" });
  await expect(vault.create(t.member, { name: "more", value: "sk" })).rejects.toMatchObject({ kind: "quota", facts: { limit } });
});

test("S31: the master key changes while keys are read; afterwards the old one opens nothing", async () => {
  await using t = await openWithKey();
  const { vault } = t.identity;
  for (let at = 0; at < 60; at++) await vault.create(t.member, { name: `k${at}`, value: `sk-${at}` });
  const file = join(t.folder, "keys", "master.json");
  const old = await readFile(file, "utf8");
  const state = { over: false };
  const rotation = vault.rotate(t.admin).finally(() => (state.over = true));
  await expect(vault.rotate(t.admin)).rejects.toMatchObject({ kind: "conflict" });
  let reads = 0;
  for (; !state.over; reads++) {
    expect(await vault.grant(t.member, AS)).toEqual(granted);
    // The database answers without a turn of the event loop, and the rotation writes files.
    await setImmediate();
  }
  expect(await rotation).toEqual({ version: 2, rewrapped: 62 });
  expect(reads).toBeGreaterThan(0);
  await t.restart();
  expect(await t.identity.vault.grant(t.member, [{ name: "k59", as: "K" }])).toEqual({ K: "sk-59" });
  const now = JSON.parse(await readFile(file, "utf8"));
  expect(now.keys).toHaveLength(1);
  expect(old).not.toContain(now.keys[0].key);
  const { entries } = await t.identity.audit.list(t.admin, { action: "vault.rotate" });
  expect(entries.map(({ result, after }) => [result, after])).toEqual([
    ["ok", { version: 2, rewrapped: 62 }],
    ["begun", null],
  ]);
  await expect(t.identity.vault.rotate(t.member)).rejects.toMatchObject({ kind: "forbidden" });
});

test("S31: a key that does not open keeps the old master key from being dropped", async () => {
  await using t = await openWithKey();
  const other = await t.identity.vault.create(t.member, { name: "broken", value: "sk" });
  await t.db.updateTable("apiKeys").set({ version: 7 }).where("id", "=", other.id).execute();
  await expect(t.identity.vault.rotate(t.admin)).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringContaining("broken"),
  });
  expect(await t.identity.vault.grant(t.member, AS)).toEqual(granted);
  await t.identity.vault.delete(t.member, other.id);
  expect(await t.identity.vault.rotate(t.admin)).toMatchObject({ version: 3, rewrapped: 2 });
  expect(await t.identity.vault.grant(t.member, AS)).toEqual(granted);
});

test("S31: without its master keys the vault is locked: it lists and deletes, and people sign in all the same", async () => {
  await using t = await openWithKey();
  const file = join(t.folder, "keys", "master.json");
  await rename(file, `${file}.away`);
  await t.restart();
  const { vault } = t.identity;
  const locked = { kind: "unavailable", message: expect.stringContaining("the vault is locked") };
  expect(vault.status().locked).toContain("restore keys/master.json from a backup");
  await expect(vault.grant(t.member, AS)).rejects.toMatchObject(locked);
  await expect(vault.create(t.member, { name: "new", value: "sk" })).rejects.toMatchObject(locked);
  await expect(vault.rotate(t.admin)).rejects.toMatchObject(locked);
  expect(await vault.list(t.member)).toEqual([t.key]);
  expect(await t.identity.isActive(t.member)).toBe(true);
  await rename(`${file}.away`, file);
  await t.restart();
  expect(await t.identity.vault.grant(t.member, AS)).toEqual(granted);
  // Gone for ever: whoever has deleted all that was sealed begins anew, under another number.
  await rm(file);
  await t.restart();
  await t.identity.vault.delete(t.member, t.key.id);
  await t.restart();
  await t.identity.vault.create(t.member, { name: "anthropic", value: VALUE });
  expect(await t.identity.vault.grant(t.member, AS)).toEqual(granted);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ active: 2 });
});
