import { chmod, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS } from "@pilothouse/contracts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { actorOf, ada, laptop, openTestIdentity, openWithTwoUsers } from "../testing/open-test-identity.ts";
import { newKey } from "./live-key.ts";

const kidOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;

async function openSignedIn() {
  const t = await openTestIdentity();
  const { signedIn, admin } = await t.setUpAdmin();
  const { accessToken, refreshToken } = signedIn.tokens;
  return Object.assign(t, {
    admin,
    accessToken,
    kid: kidOf(accessToken),
    refresh: async () => (await t.identity.refresh(refreshToken, laptop)).tokens.accessToken,
    holds: async (token: string) => (await t.identity.authenticate(token)) !== null,
    /** A token of now. */
    signIn: async () => (await t.identity.login(ada, laptop)).tokens.accessToken,
    entries: async (action: string) => (await t.identity.audit.list(admin, { action })).entries,
  });
}

test("S7: a new key signs, and the one before verifies until its last token has ended, over a restart too", async () => {
  await using t = await openSignedIn();
  const { id, endsAt } = await t.identity.signingKeys.rotate(t.admin);
  expect([id === t.kid, endsAt]).toEqual([false, null]);
  const newer = await t.signIn();
  expect(kidOf(newer)).toBe(id);
  for (const restart of [false, true]) {
    if (restart) await t.restart();
    expect([await t.holds(t.accessToken), await t.holds(newer)]).toEqual([true, true]);
    expect(await t.identity.signingKeys.list(t.admin)).toMatchObject([
      { id, endsAt: null },
      { id: t.kid, endsAt: t.clock.now() + POLICY.accessTokenLifeMs + POLICY.clockSkewMs },
    ]);
  }
  expect(kidOf(await t.signIn())).toBe(id);
  t.clock.advance(POLICY.accessTokenLifeMs + POLICY.clockSkewMs - 1);
  expect(await t.identity.signingKeys.list(t.admin)).toHaveLength(2);
  t.clock.advance(1);
  expect(await t.identity.signingKeys.list(t.admin)).toMatchObject([{ id }]);
  await t.identity.signingKeys.care();
  expect(await t.db.selectFrom("signingKeys").select("id").execute()).toEqual([{ id }]);
});

test("S7: the key changes by itself when it is old enough, which the audit log says", async () => {
  await using t = await openSignedIn();
  t.clock.advance(LIMITS.signingKeyMs - 1);
  await t.identity.signingKeys.care();
  expect(await t.identity.signingKeys.list(t.admin)).toMatchObject([{ id: t.kid, endsAt: null }]);
  const last = await t.signIn();
  t.clock.advance(1);
  await t.identity.signingKeys.care();
  const [signing, before] = await t.identity.signingKeys.list(t.admin);
  expect(before).toMatchObject({ id: t.kid });
  expect(kidOf(await t.signIn())).toBe(signing?.id);
  expect(await t.holds(last)).toBe(true);
  expect(await t.entries("signingKeys.rotate")).toMatchObject([
    { actor: "system", target: signing?.id, before: { signs: t.kid }, after: { signs: signing?.id } },
  ]);
});

test("S7: what a revoked key has signed is refused at once, sockets are asked again, and the login goes on", async () => {
  await using t = await openSignedIn();
  const { signingKeys } = t.identity;
  let asked = 0;
  const stop = signingKeys.onRevoked(() => void (asked += 1));
  await signingKeys.revoke(t.admin, t.kid);
  expect([asked, await t.holds(t.accessToken)]).toEqual([1, false]);
  const fresh = await t.refresh();
  expect([await t.holds(fresh), kidOf(fresh) === t.kid]).toEqual([true, false]);
  await t.restart();
  expect([await t.holds(t.accessToken), await t.holds(fresh)]).toEqual([false, true]);
  stop();

  const between = await t.signIn();
  await t.identity.signingKeys.rotate(t.admin);
  await t.identity.signingKeys.revoke(t.admin, kidOf(between));
  expect(await t.holds(between)).toBe(false);
  expect(await t.identity.signingKeys.list(t.admin)).toHaveLength(1);
  expect((await t.entries("signingKeys.revoke")).map(({ target }) => target)).toEqual([kidOf(between), t.kid]);
  await expect(t.identity.signingKeys.revoke(t.admin, t.kid)).rejects.toMatchObject({ kind: "not_found" });
});

test("S7: a copy of the database has no key in clear, and a key under another id does not open", async () => {
  await using t = await openSignedIn();
  const { bytes } = newKey(0);
  const file = join(t.folder, "keys", "access-token.key");
  await writeFile(file, bytes, { mode: 0o600 });
  await t.restart();
  await sql`pragma wal_checkpoint(truncate)`.execute(t.db);
  const copy = await readFile(join(t.folder, "pilothouse.db"));
  const forms = [bytes, bytes.toString("hex"), bytes.toString("base64"), bytes.toString("base64url")];
  expect(forms.map((form) => copy.includes(form))).toEqual([false, false, false, false]);
  const rows = await t.db.selectFrom("signingKeys").selectAll().execute();
  const [one, two] = rows;
  expect(rows).toHaveLength(2);
  await t.db
    .updateTable("signingKeys")
    .set({ sealed: one?.sealed ?? "" })
    .where("id", "=", two?.id ?? "")
    .execute();
  await t.restart();
  const left = await t.identity.signingKeys.list(t.admin);
  expect(left.map(({ id }) => id)).not.toContain(two?.id);
});

test("S7: the key that earlier versions kept in a file goes on, and the file goes", async () => {
  await using t = await openSignedIn();
  const { live, bytes } = newKey(0);
  const file = join(t.folder, "keys", "access-token.key");
  await t.db.deleteFrom("signingKeys").execute();
  await writeFile(file, bytes, { mode: 0o600 });
  await t.restart();
  expect(kidOf(await t.signIn())).toBe(live.id);
  expect(await readdir(join(t.folder, "keys"))).not.toContain("access-token.key");
  // Put back by hand, when there is another: it verifies, and ends.
  await t.identity.signingKeys.revoke(t.admin, live.id);
  await writeFile(file, bytes, { mode: 0o600 });
  await t.restart();
  expect((await t.identity.signingKeys.list(t.admin)).find(({ id }) => id === live.id)?.endsAt).not.toBeNull();
  expect(kidOf(await t.signIn())).not.toBe(live.id);
});

test("a key in a file that others can read, or that is none, stops the start with what mends it", async () => {
  await using t = await openSignedIn();
  const file = join(t.folder, "keys", "access-token.key");
  await writeFile(file, newKey(0).bytes, { mode: 0o600 });
  await chmod(file, 0o640);
  await expect(t.restart()).rejects.toThrow(`run chmod 600 ${file}`);
  await chmod(file, 0o600);
  await writeFile(file, Buffer.alloc(31));
  await expect(t.restart()).rejects.toThrow("is not a signing key");
  expect((await stat(file)).size).toBe(31);
  await rm(file);
  await t.restart();
});

test("S7: keys are sealed anew with the master key, and go on", async () => {
  await using t = await openSignedIn();
  await t.identity.vault.rotate(t.admin);
  expect((await t.db.selectFrom("signingKeys").select("sealed").execute()).map(({ sealed }) => sealed.slice(0, 5))).toEqual([
    "s1.2.",
  ]);
  await t.restart();
  expect(await t.holds(t.accessToken)).toBe(true);
});

test("S7: with a lost master key people sign in all the same, with a new signing key", async () => {
  await using t = await openSignedIn();
  const file = join(t.folder, "keys", "master.json");
  // Nothing else is sealed: the ring has a new key.
  await rename(file, `${file}.away`);
  await t.restart();
  expect(await t.holds(t.accessToken)).toBe(false);
  const again = await t.refresh();
  expect(await t.holds(again)).toBe(true);
  await t.identity.vault.create(t.admin, { name: "work", value: "sk" });
  // Now the ring is locked: the key is in memory alone.
  await rm(file);
  await t.restart();
  expect(await t.holds(again)).toBe(false);
  const locked = await t.signIn();
  expect(await t.holds(locked)).toBe(true);
  await t.identity.signingKeys.care();
  const refused = { kind: "unavailable", message: expect.stringContaining("in memory alone") };
  await expect(t.identity.signingKeys.rotate(t.admin)).rejects.toMatchObject(refused);
  await expect(t.identity.signingKeys.revoke(t.admin, kidOf(locked))).rejects.toMatchObject(refused);
  await t.restart();
  expect(await t.holds(locked)).toBe(false);
});

test("so many keys live at a time and no more, and all of it is for administrators", async () => {
  await using t = await openWithTwoUsers();
  const { signingKeys } = t.identity;
  const limit = LIMITS.signingKeys;
  const rotations = Array.from({ length: limit - 1 }, () => signingKeys.rotate(t.admin));
  await Promise.all(rotations);
  expect(await signingKeys.list(t.admin)).toHaveLength(limit);
  await expect(signingKeys.rotate(t.admin)).rejects.toMatchObject({ kind: "quota", facts: { limit } });
  const [signing] = await signingKeys.list(t.admin);
  await signingKeys.revoke(t.admin, signing?.id ?? "");
  expect(await signingKeys.list(t.admin)).toHaveLength(limit);
  const forbidden = { kind: "forbidden" };
  await expect(signingKeys.list(t.member)).rejects.toMatchObject(forbidden);
  await expect(signingKeys.rotate(t.member)).rejects.toMatchObject(forbidden);
  await expect(signingKeys.revoke(t.member, signing?.id ?? "")).rejects.toMatchObject(forbidden);
  expect(await actorOf(t.identity, t.memberTokens.accessToken)).toMatchObject({ userId: t.memberUser.id });
});
