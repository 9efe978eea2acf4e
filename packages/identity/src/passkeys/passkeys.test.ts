import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { POLICY } from "../policy.ts";
import { actorOf, bob, laptop, openWithTwoUsers } from "../testing/open-test-identity.ts";
import { type Habits, softwareDevice } from "./testing/software-device.ts";

const ORIGIN = "https://agents.example.org";
const browser = { ...laptop, origin: ORIGIN };
const REFUSED = { kind: "unauthenticated", message: "this passkey signs nobody in here" };

async function openWithPasskey() {
  const t = await openWithTwoUsers();
  const { passkeys } = t.identity;
  const device = softwareDevice(ORIGIN);
  const begin = () => passkeys.begin(t.member, { password: bob.password }, browser);
  const passkey = await passkeys.add(t.member, { name: "phone", made: device.make(await begin()) }, browser);
  const signIn = (habits: Habits = {}) =>
    t.identity.passkeys.signIn(device.show(t.identity.passkeys.ask(browser), habits), browser);
  return Object.assign(t, { device, passkey, begin, signIn });
}

test("a passkey signs its owner in without a password, a code or a name", async () => {
  await using t = await openWithPasskey();
  expect(t.passkey).toMatchObject({ name: "phone", lastUsedAt: null });
  const { user, tokens } = await t.signIn();
  expect(user.email).toBe(bob.email);
  expect(await actorOf(t.identity, tokens.accessToken)).toMatchObject({ userId: t.memberUser.id });
  await t.restart();
  await t.signIn();
  expect(await t.identity.passkeys.list(t.member)).toEqual([{ ...t.passkey, lastUsedAt: t.clock.now() }]);
  expect(await t.identity.passkeys.list(t.admin)).toEqual([]);
});

test.each<[string, Habits]>([
  ["another origin", { origin: "https://agents.example.org.evil.example" }],
  ["another port", { origin: `${ORIGIN}:8443` }],
  ["another site", { rpId: "example.org" }],
  ["a challenge of its own", { challenge: "AAAA" }],
  ["nobody verified", { verifies: false }],
  ["the handle of somebody else", { userHandle: "c29tZWJvZHk" }],
  ["no handle", { userHandle: "" }],
  ["what it makes passkeys with", { type: "webauthn.create" }],
])("a device that signs with %s signs nobody in, and all are told the same", async (_what, habits) => {
  await using t = await openWithPasskey();
  await expect(t.signIn(habits)).rejects.toMatchObject(REFUSED);
  await t.signIn();
  const { entries } = await t.identity.audit.list(t.admin, { action: "auth.passkeys.signIn" });
  expect(entries).toMatchObject([{ result: "refused", target: t.memberUser.id, actor: "anonymous" }]);
});

test("what a page of another port of this machine got signed signs nobody in", async () => {
  await using t = await openWithTwoUsers();
  const own = { ...laptop, origin: "http://localhost:7070" };
  const page = { ...laptop, origin: "http://localhost:9999" };
  const { passkeys } = t.identity;
  const device = softwareDevice(own.origin);
  const made = device.make(await passkeys.begin(t.member, { password: bob.password }, own));
  await passkeys.add(t.member, { name: "phone", made }, own);
  const shown = device.show(passkeys.ask(page), { origin: page.origin });
  await expect(passkeys.signIn(shown, page)).rejects.toMatchObject(REFUSED);
  await passkeys.signIn(device.show(passkeys.ask(own)), own);
});

test("an answer works once, soon, and for what it was asked for", async () => {
  await using t = await openWithPasskey();
  const { passkeys } = t.identity;
  const shown = t.device.show(passkeys.ask(browser));
  await passkeys.signIn(shown, browser);
  await expect(passkeys.signIn(shown, browser)).rejects.toMatchObject(REFUSED);
  const late = passkeys.ask(browser);
  t.clock.advance(POLICY.passkeys.challengeMs);
  await expect(passkeys.signIn(t.device.show(late), browser)).rejects.toMatchObject(REFUSED);
  const { challenge } = await t.begin();
  await expect(t.signIn({ challenge })).rejects.toMatchObject(REFUSED);
  const before = passkeys.ask(browser);
  await t.restart();
  await expect(t.identity.passkeys.signIn(t.device.show(before), browser)).rejects.toMatchObject(REFUSED);
});

test("a device whose count does not grow is a copy", async () => {
  await using t = await openWithPasskey();
  await t.signIn({ counter: 5 });
  await expect(t.signIn({ counter: 5 })).rejects.toMatchObject(REFUSED);
  await expect(t.signIn({ counter: 4 })).rejects.toMatchObject(REFUSED);
  await t.signIn({ counter: 6 });
});

test("a changed signature, an unknown passkey and a disabled user are refused alike; tries are throttled", async () => {
  await using t = await openWithPasskey();
  const { passkeys } = t.identity;
  const shown = t.device.show(passkeys.ask(browser));
  const signature = Buffer.from(shown.response.signature, "base64url");
  signature[20] = (signature[20] ?? 0) ^ 1;
  const changed = { ...shown, response: { ...shown.response, signature: signature.toString("base64url") } };
  await expect(passkeys.signIn(changed, browser)).rejects.toMatchObject(REFUSED);
  const stranger = softwareDevice(ORIGIN).show(passkeys.ask(browser), { userHandle: shown.response.userHandle });
  await expect(passkeys.signIn(stranger, browser)).rejects.toMatchObject(REFUSED);
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  for (let at = 0; at < 3; at++) await expect(t.signIn()).rejects.toMatchObject(REFUSED);
  await expect(t.signIn()).rejects.toMatchObject({ kind: "quota" });
});

test("a passkey is added by who knows the password, for the site that asked, once", async () => {
  await using t = await openWithPasskey();
  const { passkeys } = t.identity;
  const forbidden = { kind: "forbidden" };
  await expect(passkeys.begin(t.member, { password: "wrong" }, browser)).rejects.toMatchObject(forbidden);
  const { secret } = await t.identity.createToken(t.member, { name: "t" });
  const token = await actorOf(t.identity, secret);
  await expect(passkeys.begin(token, { password: bob.password }, browser)).rejects.toMatchObject(forbidden);

  const add = (habits: Habits, actor = t.member) =>
    t.begin().then((asked) => passkeys.add(actor, { name: "other", made: softwareDevice(ORIGIN).make(asked, habits) }, browser));
  for (const habits of [{ origin: "https://evil.example" }, { rpId: "evil.example" }, { verifies: false }, { challenge: "AAAA" }])
    await expect(add(habits)).rejects.toMatchObject(forbidden);
  await expect(add({}, t.admin)).rejects.toMatchObject(forbidden);
  const asked = await t.begin();
  expect(asked.excludeCredentials).toHaveLength(1);
  await expect(passkeys.add(t.member, { name: "again", made: t.device.make(asked) }, browser)).rejects.toMatchObject({
    kind: "conflict",
  });
  expect(await passkeys.list(t.member)).toEqual([t.passkey]);
});

test("there are no passkeys without a browser, without a name, or without TLS but on this machine", async () => {
  await using t = await openWithTwoUsers();
  const from = (origin?: string) => () => t.identity.passkeys.ask({ ...laptop, ...(origin !== undefined && { origin }) });
  expect(from()).toThrow(expect.objectContaining({ kind: "invalid" }));
  expect(from("http://127.0.0.1:7070")).toThrow("open http://localhost:7070 instead");
  expect(from("http://[::1]:7070")).toThrow("need a name");
  expect(from("http://agents.example.org")).toThrow("need https");
  expect(from("http://localhost:7070")()).toMatchObject({ rpId: "localhost", userVerification: "required" });
  expect(from(ORIGIN)()).toMatchObject({ rpId: "agents.example.org" });
});

test("a passkey is deleted by its owner, or with all that signs in beside the password by an administrator", async () => {
  await using t = await openWithPasskey();
  const { passkeys, secondFactors } = t.identity;
  await expect(passkeys.delete(t.admin, t.passkey.id)).rejects.toMatchObject({ kind: "not_found" });
  await passkeys.delete(t.member, t.passkey.id);
  await expect(t.signIn()).rejects.toMatchObject(REFUSED);
  const device = softwareDevice(ORIGIN);
  await passkeys.add(t.member, { name: "second", made: device.make(await t.begin()) }, browser);
  await secondFactors.reset(t.admin, t.memberUser.id);
  expect(await passkeys.list(t.member)).toEqual([]);
  await expect(passkeys.signIn(device.show(passkeys.ask(browser)), browser)).rejects.toMatchObject(REFUSED);
});

test("a new password by a link voids what somebody else may have added, which a change of the password does not", async () => {
  await using t = await openWithPasskey();
  const password = "another long one";
  await t.identity.changePassword(t.member, { current: bob.password, password }, laptop);
  await t.signIn();
  const { url } = await t.identity.createResetLink(t.admin, t.memberUser.id);
  await t.identity.resetPassword({ token: new URL(url, "http://x").hash.slice("#token=".length), password }, laptop);
  await expect(t.signIn()).rejects.toMatchObject(REFUSED);
});

test("a user has so many passkeys and no more", async () => {
  await using t = await openWithPasskey();
  const limit = LIMITS.passkeysPerUser;
  const row = await t.db.selectFrom("passkeys").selectAll().executeTakeFirstOrThrow();
  const more = Array.from({ length: limit - 2 }, (_, at) => ({ ...row, id: crypto.randomUUID(), credentialId: `c${at}` }));
  await t.db.insertInto("passkeys").values(more).execute();
  const asked = [await t.begin(), await t.begin()];
  const [last, surplus] = asked.map((one) => softwareDevice(ORIGIN).make(one));
  if (!last || !surplus) throw new Error("two were made");
  await t.identity.passkeys.add(t.member, { name: "last", made: last }, browser);
  const refused = { kind: "quota", facts: { limit } };
  await expect(t.identity.passkeys.add(t.member, { name: "more", made: surplus }, browser)).rejects.toMatchObject(refused);
  await expect(t.begin()).rejects.toMatchObject(refused);
});
