import { expect, test } from "vitest";
import type { Mail } from "./mailer.ts";
import { POLICY } from "./policy.ts";
import { actorOf, ada, bob, laptop, openTestIdentity, openWithTwoUsers } from "./testing/open-test-identity.ts";

const grace = { email: "grace@example.org", name: "Grace", password: "compilers1" };

/** Mail that arrives at once, and waits to be read. */
function openMailbox() {
  const arrived: Mail[] = [];
  let bell = Promise.withResolvers<void>();
  return {
    arrived,
    mailer: {
      send: async (mail: Mail) => {
        arrived.push(mail);
        bell.resolve();
      },
    },
    next: async () => {
      await bell.promise;
      bell = Promise.withResolvers();
      return arrived.at(-1);
    },
  };
}

const urlOf = (path: string) => `https://pilothouse.example.org${path}`;
const secretIn = (text: string | undefined) => /#token=(\S+)/.exec(text ?? "")?.[1] ?? "";

async function withMail(registration: "off" | "invited" | "open") {
  const mailbox = openMailbox();
  const t = await openTestIdentity({}, { registration, mailer: mailbox.mailer, urlOf });
  const { admin, signedIn } = await t.setUpAdmin();
  return Object.assign(t, { mailbox, admin, signedIn });
}

test("whoever is invited makes one account with the role they were invited for, once", async () => {
  await using t = await withMail("invited");
  const { url, mailed } = await t.identity.createInvitation(t.admin, { email: grace.email, role: "operator" });
  expect(mailed).toBe(true);
  expect(url).toMatch(/^https:\/\/pilothouse\.example\.org\/register#token=/);
  expect(await t.mailbox.next()).toMatchObject({ to: grace.email, text: expect.stringContaining(url) });
  expect(await t.identity.listInvitations(t.admin)).toMatchObject([
    { email: grace.email, role: "operator", createdBy: t.admin.userId },
  ]);
  expect(JSON.stringify(await t.db.selectFrom("personalLinks").selectAll().execute())).not.toContain(secretIn(url));
  const joined = await t.identity.register({ ...grace, token: secretIn(url) }, laptop);
  expect(joined.user).toMatchObject({ email: grace.email, name: "Grace", role: "operator" });
  expect(await t.identity.listInvitations(t.admin)).toEqual([]);
  await expect(t.identity.register({ ...grace, token: secretIn(url) }, laptop)).rejects.toMatchObject({ kind: "not_found" });
});

test("an invitation ends: by time, by the next one, by being taken back, and by registration being off", async () => {
  await using t = await withMail("invited");
  const invite = async () => secretIn((await t.identity.createInvitation(t.admin, { email: grace.email })).url);
  const gone = (token: string) =>
    expect(t.identity.register({ ...grace, token }, laptop)).rejects.toMatchObject({ kind: "not_found" });
  const first = await invite();
  const second = await invite();
  await gone(first);
  t.clock.advance(POLICY.invitationLifeMs);
  await gone(second);
  const third = await invite();
  const [invitation] = await t.identity.listInvitations(t.admin);
  await t.identity.revokeInvitation(t.admin, invitation?.id ?? "");
  await gone(third);
  await expect(t.identity.revokeInvitation(t.admin, invitation?.id ?? "")).rejects.toMatchObject({ kind: "not_found" });
});

test("nobody is invited who has an account, by who is no administrator, or where registration is off", async () => {
  await using t = await withMail("invited");
  const known = t.identity.createInvitation(t.admin, { email: ada.email });
  await expect(known).rejects.toMatchObject({ kind: "conflict" });
  const member = { ...t.admin, role: "member" } as const;
  await expect(t.identity.createInvitation(member, { email: grace.email })).rejects.toMatchObject({ kind: "forbidden" });
  await using off = await withMail("off");
  const refused = off.identity.createInvitation(off.admin, { email: grace.email });
  await expect(refused).rejects.toMatchObject({ kind: "conflict", message: expect.stringContaining("PILOTHOUSE_REGISTRATION") });
});

test("where anyone may register, an account is made by who reads the mail to its address", async () => {
  await using t = await withMail("open");
  await t.identity.verifyEmail({ email: grace.email }, laptop);
  const mail = await t.mailbox.next();
  expect(mail).toMatchObject({ to: grace.email, subject: "Your Pilothouse account" });
  const { user } = await t.identity.register({ ...grace, token: secretIn(mail?.text) }, laptop);
  expect(user).toMatchObject({ email: grace.email, role: "member" });
});

test("S4: an address that has an account is told nothing but a mail, and a link of half an hour ends", async () => {
  await using t = await withMail("open");
  expect(await t.identity.verifyEmail({ email: ada.email }, laptop)).toBeUndefined();
  const mail = await t.mailbox.next();
  expect(mail).toMatchObject({ to: ada.email, subject: "You have a Pilothouse account" });
  expect(secretIn(mail?.text)).toBe("");
  expect(await t.identity.verifyEmail({ email: grace.email }, laptop)).toBeUndefined();
  const token = secretIn((await t.mailbox.next())?.text);
  t.clock.advance(POLICY.linkLifeMs);
  await expect(t.identity.register({ ...grace, token }, laptop)).rejects.toMatchObject({ kind: "not_found" });
});

test("who is only invited cannot ask for an account", async () => {
  await using t = await withMail("invited");
  await expect(t.identity.verifyEmail({ email: grace.email }, laptop)).rejects.toMatchObject({ kind: "forbidden" });
});

test("a link sets a new password once, and ends every login", async () => {
  await using t = await withMail("off");
  await t.identity.requestPasswordReset({ email: ada.email }, laptop);
  const mail = await t.mailbox.next();
  expect(mail).toMatchObject({ to: ada.email, text: expect.stringContaining("https://pilothouse.example.org/reset#token=") });
  const token = secretIn(mail?.text);
  await expect(t.identity.resetPassword({ token, password: "password123" }, laptop)).rejects.toMatchObject({ kind: "invalid" });
  await t.identity.resetPassword({ token, password: "a quite new one" }, laptop);
  expect(await t.identity.authenticate(t.signedIn.tokens.accessToken)).toBeNull();
  await expect(t.identity.login(ada, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
  await t.identity.login({ email: ada.email, password: "a quite new one" }, laptop);
  await expect(t.identity.resetPassword({ token, password: "another new one" }, laptop)).rejects.toMatchObject({
    kind: "not_found",
  });
});

test("a link for a new password ends after half an hour, and a registration's sets none", async () => {
  await using t = await withMail("open");
  await t.identity.requestPasswordReset({ email: ada.email }, laptop);
  const token = secretIn((await t.mailbox.next())?.text);
  t.clock.advance(POLICY.linkLifeMs);
  const password = "a quite new one";
  await expect(t.identity.resetPassword({ token, password }, laptop)).rejects.toMatchObject({ kind: "not_found" });
  await t.identity.verifyEmail({ email: grace.email }, laptop);
  const other = secretIn((await t.mailbox.next())?.text);
  await expect(t.identity.resetPassword({ token: other, password }, laptop)).rejects.toMatchObject({ kind: "not_found" });
});

test("S4: who asks for a new password for an address without an account gets the same answer, and no mail is sent", async () => {
  await using t = await withMail("off");
  expect(await t.identity.requestPasswordReset({ email: grace.email }, laptop)).toBeUndefined();
  expect(await t.identity.requestPasswordReset({ email: ada.email }, laptop)).toBeUndefined();
  expect(await t.mailbox.next()).toMatchObject({ to: ada.email });
  expect(t.mailbox.arrived).toHaveLength(1);
});

test("S5: mails are asked for a few times, and then after a while; signing in goes on meanwhile", async () => {
  await using t = await withMail("off");
  const ask = (email: string) => t.identity.requestPasswordReset({ email }, laptop);
  for (let asked = 0; asked < POLICY.throttle.freeFailures; asked++) await ask(ada.email);
  await expect(ask(ada.email)).rejects.toMatchObject({ kind: "quota", facts: { retryAfterMs: expect.any(Number) } });
  await expect(ask(grace.email)).rejects.toMatchObject({ kind: "quota" });
  await t.identity.login(ada, laptop);
  t.clock.advance(POLICY.throttle.longestDelayMs + POLICY.throttle.windowMs);
  await ask(ada.email);
});

test("without mail an administrator hands the link over, and nobody else can make one", async () => {
  await using t = await openWithTwoUsers();
  await expect(t.identity.requestPasswordReset({ email: bob.email }, laptop)).rejects.toMatchObject({ kind: "unavailable" });
  await expect(t.identity.createResetLink(t.member, t.adminUser.id)).rejects.toMatchObject({ kind: "forbidden" });
  const { url, mailed } = await t.identity.createResetLink(t.admin, t.memberUser.id);
  expect(mailed).toBe(false);
  await t.identity.resetPassword({ token: secretIn(url), password: "a quite new one" }, laptop);
  expect(await t.identity.isActive(t.member)).toBe(false);
  await t.identity.login({ email: bob.email, password: "a quite new one" }, laptop);
});

test("S21: what a former administrator handed out lets nobody in, and neither does a link of someone disabled", async () => {
  await using t = await withMail("invited");
  const user = await t.identity.createUser(t.admin, { ...grace, role: "admin" });
  const former = await actorOf(t.identity, (await t.identity.login(grace, laptop)).tokens.accessToken);
  const invitation = await t.identity.createInvitation(former, { email: bob.email, role: "admin" });
  const other = await t.identity.createInvitation(t.admin, { email: "other@example.org" });
  const stolen = await t.identity.createResetLink(former, t.signedIn.user.id);
  await t.identity.updateUser(t.admin, { id: user.id, role: "member" });
  const join = (token: string) => t.identity.register({ ...bob, token }, laptop);
  await expect(join(secretIn(invitation.url))).rejects.toMatchObject({ kind: "not_found" });
  const reset = { token: secretIn(stolen.url), password: "another password" };
  await expect(t.identity.resetPassword(reset, laptop)).rejects.toMatchObject({ kind: "not_found" });
  expect((await join(secretIn(other.url))).user.email).toBe("other@example.org");

  const own = await t.identity.createResetLink(t.admin, user.id);
  await t.identity.updateUser(t.admin, { id: user.id, disabled: true });
  await t.identity.updateUser(t.admin, { id: user.id, disabled: false });
  const later = t.identity.resetPassword({ token: secretIn(own.url), password: "another password" }, laptop);
  await expect(later).rejects.toMatchObject({ kind: "not_found" });
});

test("a link for a new password holds no longer once the password was changed, and a new one ends API tokens", async () => {
  await using t = await withMail("off");
  const change = async () => secretIn((await t.identity.createResetLink(t.admin, t.signedIn.user.id)).url);
  const first = await change();
  await t.identity.changePassword(t.admin, { current: ada.password, password: "another password" }, laptop);
  const late = t.identity.resetPassword({ token: first, password: "a third password" }, laptop);
  await expect(late).rejects.toMatchObject({ kind: "not_found" });
  const { secret } = await t.identity.createToken(t.admin, { name: "made by who got in" });
  await t.identity.resetPassword({ token: await change(), password: "a third password" }, laptop);
  expect(await t.identity.authenticate(secret)).toBeNull();
});
