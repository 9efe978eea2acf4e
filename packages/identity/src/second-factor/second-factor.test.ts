import { rename, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { actorOf, bob, laptop, openWithTwoUsers } from "../testing/open-test-identity.ts";

const { stepMs, recoveryCodes: MADE } = POLICY.secondFactor;
const ASKED = { kind: "unauthenticated", facts: { secondFactor: "code" } };
const WRONG = { kind: "unauthenticated", message: "wrong e-mail address or password", facts: {} };

/** What Bob's device does. */
function device(secret: string, clock: { now(): number }) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return (steps = 0) => totp.generate({ timestamp: clock.now() + steps * stepMs });
}

async function openEnrolled() {
  const t = await openWithTwoUsers();
  const { secondFactors } = t.identity;
  const { secret, uri } = await secondFactors.begin(t.member, { password: bob.password }, laptop);
  const code = device(secret, t.clock);
  const { recoveryCodes } = await secondFactors.confirm(t.member, { code: code() });
  const signIn = (typed?: string) => t.identity.login({ ...bob, ...(typed !== undefined && { code: typed }) }, laptop);
  return Object.assign(t, { secret, uri, code, recoveryCodes, signIn, next: () => t.clock.advance(stepMs) });
}

/** As the contract hands it on. */
const typed = (recoveryCode = "") => recoveryCode.replaceAll("-", "");

test("a device's code is asked for once the password is right, and nothing is said of it before", async () => {
  await using t = await openEnrolled();
  await expect(t.signIn()).rejects.toMatchObject(ASKED);
  await expect(t.identity.login({ ...bob, password: "wrong" }, laptop)).rejects.toMatchObject(WRONG);
  await expect(t.identity.login({ ...bob, password: "wrong", code: t.code(1) }, laptop)).rejects.toMatchObject(WRONG);
  const nobody = { email: "nobody@example.org", password: "wrong", code: t.code(1) };
  await expect(t.identity.login(nobody, laptop)).rejects.toMatchObject(WRONG);
  await expect(t.signIn("000000")).rejects.toMatchObject(ASKED);
  t.next();
  expect((await t.signIn(t.code())).user.email).toBe(bob.email);
  expect(await t.identity.secondFactors.get(t.member)).toEqual({ since: expect.any(Number), recoveryCodesLeft: MADE });
  const { entries } = await t.identity.audit.list(t.admin, { action: "auth.login", target: t.memberUser.id });
  expect(entries.map(({ result, after }) => [result, after])).toContainEqual(["refused", { wrong: "the code" }]);
});

test("a code is taken once, also when it comes twice at the same moment, with one step of the clock to either side", async () => {
  await using t = await openEnrolled();
  await expect(t.signIn(t.code())).rejects.toMatchObject(ASKED);
  t.next();
  const both = await Promise.allSettled([t.signIn(t.code()), t.signIn(t.code())]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await t.signIn(t.code(1))).user.email).toBe(bob.email);
  // A later code was taken: those before it are void.
  await expect(t.signIn(t.code())).rejects.toMatchObject(ASKED);
  t.clock.advance(POLICY.throttle.windowMs);
  await expect(t.signIn(t.code(-2))).rejects.toMatchObject(ASKED);
  await expect(t.signIn(t.code(2))).rejects.toMatchObject(ASKED);
  expect((await t.signIn(t.code(-1))).user.email).toBe(bob.email);
});

test("R8: a clock that was ahead and is set back keeps nobody out", async () => {
  await using t = await openEnrolled();
  t.clock.advance(86_400_000);
  await t.signIn(t.code());
  t.clock.advance(-86_400_000 + stepMs);
  await t.signIn(t.code());
  await expect(t.signIn(t.code())).rejects.toMatchObject(ASKED);
});

test("S5: wrong codes count like wrong passwords, and asking for the code does not", async () => {
  await using t = await openEnrolled();
  t.next();
  for (let at = 0; at < 10; at++) await expect(t.signIn()).rejects.toMatchObject(ASKED);
  for (let at = 0; at < POLICY.throttle.freeFailures; at++) await expect(t.signIn("000000")).rejects.toMatchObject(ASKED);
  await expect(t.signIn(t.code())).rejects.toMatchObject({ kind: "quota" });
  t.clock.advance(POLICY.throttle.firstDelayMs);
  await expect(t.signIn()).rejects.toMatchObject(ASKED);
  await expect(t.signIn("000000")).rejects.toMatchObject(ASKED);
  await expect(t.signIn()).rejects.toMatchObject({ kind: "quota" });
});

test("a recovery code works once, in place of the device", async () => {
  await using t = await openEnrolled();
  expect(t.recoveryCodes).toHaveLength(MADE);
  expect(new Set(t.recoveryCodes).size).toBe(MADE);
  for (const code of t.recoveryCodes) expect(code).toMatch(/^(?:[a-z2-7]{4}-){3}[a-z2-7]{4}$/);
  const [first, second] = t.recoveryCodes;
  await t.signIn(typed(first));
  await expect(t.signIn(typed(first))).rejects.toMatchObject(ASKED);
  await t.signIn(typed(second));
  expect((await t.identity.secondFactors.get(t.member)).recoveryCodesLeft).toBe(MADE - 2);
  const used = await t.identity.audit.list(t.admin, { action: "auth.recoveryCode" });
  expect(used.entries.map(({ target }) => target)).toEqual([t.memberUser.id, t.memberUser.id]);
});

test("nothing is asked for until a code of the device came; beginning again makes another secret", async () => {
  await using t = await openWithTwoUsers();
  const { secondFactors } = t.identity;
  const begin = () => secondFactors.begin(t.member, { password: bob.password }, laptop);
  const first = await begin();
  await t.identity.login(bob, laptop);
  const second = await begin();
  expect(new URL(second.uri).searchParams.get("secret")).toBe(second.secret);
  expect(decodeURIComponent(second.uri)).toMatch(/^otpauth:\/\/totp\/Pilothouse:bob@example.org\?/);
  await expect(secondFactors.confirm(t.member, { code: device(first.secret, t.clock)() })).rejects.toMatchObject({
    kind: "forbidden",
  });
  expect(await secondFactors.get(t.member)).toEqual({ since: null, recoveryCodesLeft: 0 });
  await secondFactors.confirm(t.member, { code: device(second.secret, t.clock)() });
  await expect(begin()).rejects.toMatchObject({ kind: "conflict" });
  await expect(secondFactors.confirm(t.member, { code: "000000" })).rejects.toMatchObject({ kind: "conflict" });
});

test("who changes it knows the password and is signed in", async () => {
  await using t = await openEnrolled();
  const { secondFactors } = t.identity;
  const { secret } = await t.identity.createToken(t.member, { name: "t" });
  const token = await actorOf(t.identity, secret);
  await expect(secondFactors.disable(token, { password: bob.password }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(secondFactors.begin(token, { password: bob.password }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(secondFactors.disable(t.member, { password: "wrong" }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(secondFactors.begin(t.member, { password: "wrong" }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(t.signIn()).rejects.toMatchObject(ASKED);
  await secondFactors.disable(t.member, { password: bob.password }, laptop);
  await t.signIn();
  expect(await t.db.selectFrom("recoveryCodes").selectAll().execute()).toEqual([]);
});

test("an administrator resets it for who has lost the device; a new password by mail does not", async () => {
  await using t = await openEnrolled();
  const { secondFactors } = t.identity;
  const { url } = await t.identity.createResetLink(t.admin, t.memberUser.id);
  const password = "another long one";
  await t.identity.resetPassword({ token: new URL(url, "http://x").hash.slice("#token=".length), password }, laptop);
  await expect(t.identity.login({ ...bob, password }, laptop)).rejects.toMatchObject(ASKED);
  await expect(secondFactors.reset(t.member, t.adminUser.id)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(secondFactors.reset(t.admin, crypto.randomUUID())).rejects.toMatchObject({ kind: "not_found" });
  await secondFactors.reset(t.admin, t.memberUser.id);
  expect(await t.identity.isActive(t.member)).toBe(false);
  await t.identity.login({ ...bob, password }, laptop);
  const { entries } = await t.identity.audit.list(t.admin, { action: "users.resetSecondFactor" });
  expect(entries).toMatchObject([{ target: t.memberUser.id, actor: `user:${t.adminUser.id}` }]);
});

test("S31: a copy of the database has neither the secret nor a recovery code, and the secret is its user's alone", async () => {
  await using t = await openEnrolled();
  await sql`pragma wal_checkpoint(truncate)`.execute(t.db);
  const copy = await readFile(join(t.folder, "pilothouse.db"));
  const bytes = Buffer.from(Secret.fromBase32(t.secret).bytes);
  const kept = [
    t.secret,
    bytes,
    bytes.toString("hex"),
    bytes.toString("base64"),
    ...t.recoveryCodes,
    ...t.recoveryCodes.map(typed),
  ];
  expect(kept.filter((text) => copy.includes(text))).toEqual([]);
  const own = await t.db.selectFrom("secondFactors").selectAll().executeTakeFirstOrThrow();
  await t.db.updateTable("secondFactors").set({ userId: t.adminUser.id }).execute();
  t.next();
  const ada = { email: "ada@example.org", password: "correct horse", code: t.code() };
  await expect(t.identity.login(ada, laptop)).rejects.toMatchObject({ kind: "unavailable" });
  await t.db.updateTable("secondFactors").set({ userId: own.userId }).execute();
  await t.identity.vault.rotate(t.admin);
  await t.restart();
  await t.signIn(t.code());
});

test("S31: without the master keys recovery codes work still, and devices' codes again once they are back", async () => {
  await using t = await openEnrolled();
  const file = join(t.folder, "keys", "master.json");
  await rename(file, `${file}.away`);
  await t.restart();
  t.next();
  await expect(t.signIn(t.code())).rejects.toMatchObject({ kind: "unavailable", message: expect.stringContaining("locked") });
  await t.signIn(typed(t.recoveryCodes[0]));
  await rename(`${file}.away`, file);
  await t.restart();
  await t.signIn(t.code());
});

test("S10: logins that began without a code end when codes begin to be asked for, but for one's own", async () => {
  await using t = await openWithTwoUsers();
  const { tokens } = await t.identity.login(bob, laptop);
  const elsewhere = await actorOf(t.identity, tokens.accessToken);
  const { secret } = await t.identity.secondFactors.begin(t.member, { password: bob.password }, laptop);
  expect(await t.identity.isActive(elsewhere)).toBe(true);
  await t.identity.secondFactors.confirm(t.member, { code: device(secret, t.clock)() });
  expect([await t.identity.isActive(t.member), await t.identity.isActive(elsewhere)]).toEqual([true, false]);
});
