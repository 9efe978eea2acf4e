import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AuditEntry, LIMITS } from "@pilothouse/contracts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ada, bob, laptop, openTestIdentity, openWithTwoUsers, type TestIdentity } from "../testing/open-test-identity.ts";
import { chainHash, NO_HASH } from "./chain.ts";
import { recordAudit } from "./record-audit.ts";
import { verifyAudit } from "./verify-audit.ts";
import { SYSTEM } from "./who.ts";

type WithUsers = Awaited<ReturnType<typeof openWithTwoUsers>>;

/** All entries, oldest first. */
async function entries({ identity, admin }: WithUsers): Promise<AuditEntry[]> {
  return (await identity.audit.list(admin, { limit: LIMITS.auditPage })).entries.reverse();
}

const verify = ({ identity, admin }: WithUsers, after = 0) => identity.audit.verify(admin, { after });
const note = (t: TestIdentity, action: string) =>
  t.db.transaction().execute((trx) => recordAudit(trx, { at: t.clock.now(), who: SYSTEM, action }));

/** What somebody does who can write to the database and knows how to get rid of a trigger. */
async function tamper({ db }: TestIdentity, statement: string): Promise<void> {
  await sql`drop trigger if exists audit_log_no_update`.execute(db);
  await sql`drop trigger if exists audit_log_no_delete`.execute(db);
  await sql.raw(statement).execute(db);
}

test("S33: every change says who did what, from where, in which call, and what came of it", async () => {
  await using t = await openWithTwoUsers();
  const origin = { address: "198.51.100.7", requestId: "request-1" };
  const { secret, token } = await t.identity.createToken({ ...t.member, origin }, { name: "ci" });
  const robot = await t.identity.authenticate(secret);
  if (!robot) throw new Error("the token stands for nobody");
  await t.identity.revokeToken(robot, token.id);
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  await expect(t.identity.login(bob, laptop)).rejects.toThrow("wrong e-mail");
  await t.identity.logout(t.admin);

  const [admin, member] = [`user:${t.adminUser.id}`, `user:${t.memberUser.id}`];
  const all = await entries(t);
  expect(all.map(({ actor, action, result }) => [actor, action, result])).toEqual([
    ["anonymous", "auth.setup", "ok"],
    [admin, "auth.login", "ok"],
    [admin, "users.create", "ok"],
    [member, "auth.login", "ok"],
    [member, "tokens.create", "ok"],
    [`token:${token.id}`, "tokens.revoke", "ok"],
    [admin, "users.update", "ok"],
    ["anonymous", "auth.login", "refused"],
    [admin, "auth.logout", "ok"],
  ]);
  expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(all[2]).toMatchObject({ target: t.memberUser.id, after: { email: bob.email, name: bob.name, role: "member" } });
  expect(all[3]).toMatchObject({ address: laptop.address });
  expect(all[4]).toMatchObject({ ...origin, target: token.id, after: { name: "ci", hint: token.hint } });
  expect(all[5]).toMatchObject({ onBehalfOf: t.memberUser.id });
  expect(all[6]).toMatchObject({ before: { disabled: false }, after: { disabled: true } });
  expect(all[7]).toMatchObject({ target: t.memberUser.id, address: laptop.address });
  expect(await verify(t)).toMatchObject({ verified: 9, bad: null, next: null });
});

test("S33: an administrator made by the settings, and a refresh token that came back used, are written down", async () => {
  await using t = await openTestIdentity();
  await t.identity.ensureAdmin({ email: ada.email, password: ada.password });
  const { tokens } = await t.identity.login(ada, laptop);
  const admin = await t.identity.authenticate(tokens.accessToken);
  await t.identity.refresh(tokens.refreshToken, laptop);
  t.clock.advance(60_000);
  await expect(t.identity.refresh(tokens.refreshToken, laptop)).rejects.toThrow("has ended");
  const rows = await t.db.selectFrom("auditLog").select(["actor", "action", "target", "result"]).orderBy("seq").execute();
  const loginId = admin?.via.kind === "login" ? admin.via.loginId : "";
  expect(rows).toMatchObject([
    { actor: "system", action: "auth.setup" },
    { action: "auth.login", target: loginId },
    { actor: "anonymous", action: "auth.refresh", target: loginId, result: "refused" },
  ]);
});

test("S33: rows are neither changed nor removed", async () => {
  await using t = await openWithTwoUsers();
  const refused = "the audit log is only appended to";
  await expect(t.db.updateTable("auditLog").set({ actor: "user:x" }).execute()).rejects.toThrow(refused);
  await expect(t.db.deleteFrom("auditLog").execute()).rejects.toThrow(refused);
});

test("S33: without an entry there is no change", async () => {
  await using t = await openWithTwoUsers();
  const { token } = await t.identity.createToken(t.member, { name: "ci" });
  await sql`create trigger full before insert on audit_log begin select raise(abort, 'disk full'); end`.execute(t.db);
  const { identity, admin, member } = t;
  for (const change of [
    () => identity.createUser(admin, { ...bob, email: "eve@example.org" }),
    () => identity.updateUser(admin, { id: t.memberUser.id, disabled: true }),
    () => identity.createToken(member, { name: "another" }),
    () => identity.revokeToken(member, token.id),
    () => identity.logout(member),
    () => identity.login(bob, laptop),
  ]) {
    await expect(change()).rejects.toThrow("disk full");
  }
  expect((await identity.listUsers(admin)).map(({ disabled }) => disabled)).toEqual([false, false]);
  expect(await identity.listTokens(member)).toEqual([token]);
  expect(await identity.isActive(member)).toBe(true);
  expect(await t.db.selectFrom("logins").selectAll().execute()).toHaveLength(2);
});

test("S33: the first entry that was changed, removed, put in or replaced is named", async () => {
  const forged = (t: WithUsers, seq: number) => t.db.selectFrom("auditLog").selectAll().where("seq", "=", seq).executeTakeFirst();
  for (const [statement, finding, seq] of [
    ["update audit_log set actor = 'user:nobody' where seq = 3", "changed", 3],
    ["update audit_log set after = null where seq = 3", "changed", 3],
    ["delete from audit_log where seq = 2", "gap", 2],
    [
      "insert into audit_log select seq + 1, at, actor, on_behalf_of, address, request_id, action, target, result, before, after, hash from audit_log where seq = 4",
      "changed",
      5,
    ],
  ] as const) {
    await using t = await openWithTwoUsers();
    await tamper(t, statement);
    expect(await verify(t), `after: ${statement}`).toMatchObject({ bad: { seq, finding }, verified: seq - 1, next: null });
  }
  await using t = await openWithTwoUsers();
  const [third, second] = [await forged(t, 3), await forged(t, 2)];
  const { hash: _, ...row } = { ...third, actor: "user:nobody" };
  // Someone who knows how the chain is made still has to make all of what follows anew.
  await tamper(t, "delete from audit_log where seq = 3");
  const made = await t.db.selectFrom("auditLog").selectAll().where("seq", "=", 4).executeTakeFirstOrThrow();
  const again = { ...made, ...row, seq: 3 };
  const { hash: __, ...rest } = again;
  await t.db
    .insertInto("auditLog")
    .values({ ...rest, hash: chainHash(second?.hash ?? NO_HASH, rest) })
    .execute();
  expect(await verify(t)).toMatchObject({ bad: { seq: 4, finding: "changed" } });
});

test("S33: a tail that was cut off, and a chain made anew, are told by the signed ends", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.audit.checkpoint();
  expect(await verify(t)).toMatchObject({ verified: 4, signed: 4, bad: null });
  await tamper(t, "delete from audit_log where seq > 2");
  expect(await verify(t)).toMatchObject({ verified: 2, bad: { seq: 3, finding: "truncated" } });
  // The log goes on from where it was cut; by itself its chain is whole.
  for (const action of ["a", "b", "c"]) await note(t, action);
  expect(await verify(t)).toMatchObject({ bad: { seq: 4, finding: "checkpoint" } });
});

test("S33: what is not signed by this server's key is no end; a line that a power cut left half is none either", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.audit.checkpoint();
  const file = join(t.folder, "audit", "checkpoints.jsonl");
  const whole = await readFile(file, "utf8");
  await appendFile(file, '{"seq":9,"ha');
  expect(await verify(t)).toMatchObject({ signed: 4, bad: null });
  await t.restart();
  await note(t, "later");
  await t.identity.audit.checkpoint();
  expect(await verify(t)).toMatchObject({ signed: 5, bad: null });
  expect((await readFile(file, "utf8")).startsWith(whole)).toBe(true);
  await writeFile(file, whole.replace('"seq":4', '"seq":2'));
  expect(await verify(t)).toMatchObject({ bad: { finding: "signature", message: expect.stringContaining("line 1") } });
});

test("S33: a key that is lost is not made anew unseen: the log says so, and verifying it does", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.audit.checkpoint();
  expect(await verify(t)).toMatchObject({ signed: 4, newKeyAt: null });
  await rm(join(t.folder, "keys", "audit.pem"));
  await t.restart();
  expect((await entries(t)).at(-1)).toMatchObject({ seq: 5, actor: "system", action: "audit.newKey", after: { lostEnds: 1 } });
  await t.identity.audit.checkpoint();
  expect(await verify(t)).toMatchObject({ verified: 5, signed: 5, bad: null, newKeyAt: 5 });
  expect((await readdir(join(t.folder, "audit"))).sort()).toEqual([
    `checkpoints-lost-key-${t.clock.now()}.jsonl`,
    "checkpoints.jsonl",
  ]);
  await t.restart();
  expect(await entries(t)).toHaveLength(5);
});

test("the end is signed only when it has moved, and on restart it is known", async () => {
  await using t = await openWithTwoUsers();
  const lines = async () => (await readFile(join(t.folder, "audit", "checkpoints.jsonl"), "utf8")).trim().split("\n").length;
  await Promise.all([t.identity.audit.checkpoint(), t.identity.audit.checkpoint()]);
  await t.restart();
  await t.identity.audit.checkpoint();
  expect(await lines()).toBe(1);
});

test("throttled sign-ins are counted by network and written as one entry", async () => {
  await using t = await openWithTwoUsers();
  const wrong = { email: "nobody@example.org", password: "wrong" };
  for (let tries = 0; tries < 5; tries++)
    await expect(t.identity.login(wrong, laptop)).rejects.toMatchObject({ kind: "unauthenticated" });
  const before = (await entries(t)).length;
  for (let tries = 0; tries < 30; tries++) await expect(t.identity.login(wrong, laptop)).rejects.toThrow("too many");
  expect(await entries(t)).toHaveLength(before);
  await t.identity.audit.checkpoint();
  const [last] = (await entries(t)).slice(before);
  expect(last).toMatchObject({ actor: "system", result: "refused", after: { count: 30, networks: ["192.0.2.1: 30"] } });
  expect(await entries(t)).toHaveLength(before + 1);
});

test("S3: setup codes that do not hold are counted by network and written as one entry", async () => {
  await using t = await openTestIdentity();
  await t.identity.issueSetupCode();
  for (let tries = 0; tries < 3; tries++)
    await expect(t.identity.setup({ ...ada, code: "wrong" }, laptop)).rejects.toThrow("not valid");
  await t.identity.audit.checkpoint();
  const [entry, ...others] = await t.db.selectFrom("auditLog").selectAll().execute();
  expect(entry).toMatchObject({ actor: "system", action: "auth.setup", result: "refused" });
  expect(entry?.after).toContain('"count":3');
  expect(others).toEqual([]);
});

test("entries are listed newest first, by page, actor, action, target and time, for administrators alone", async () => {
  await using t = await openWithTwoUsers();
  const { token, secret } = await t.identity.createToken(t.member, { name: "ci" });
  t.clock.advance(1_000);
  const robot = await t.identity.authenticate(secret);
  if (!robot) throw new Error("the token stands for nobody");
  await t.identity.revokeToken(robot, token.id);
  const list = async (query: Parameters<typeof t.identity.audit.list>[1]) => {
    const { entries: found, cursor } = await t.identity.audit.list(t.admin, query);
    return { seqs: found.map(({ seq }) => seq), cursor };
  };
  expect(await list({ limit: 4 })).toEqual({ seqs: [6, 5, 4, 3], cursor: 3 });
  expect(await list({ limit: 4, cursor: 3 })).toEqual({ seqs: [2, 1], cursor: null });
  expect((await list({ actor: t.memberUser.id })).seqs).toEqual([6, 5, 4]);
  expect((await list({ actor: token.id })).seqs).toEqual([6]);
  expect((await list({ action: "auth.login" })).seqs).toEqual([4, 2]);
  expect((await list({ actor: "anonymous" })).seqs).toEqual([1]);
  expect((await list({ actor: "system" })).seqs).toEqual([]);
  expect((await list({ target: token.id })).seqs).toEqual([6, 5]);
  expect((await list({ from: t.clock.now() })).seqs).toEqual([6]);
  expect((await list({ to: t.clock.now() - 1, limit: 1 })).seqs).toEqual([5]);
  for (const call of [
    () => t.identity.audit.list(t.member, {}),
    () => t.identity.audit.verify(t.member, {}),
    () => t.identity.audit.export(t.member, {}, AbortSignal.timeout(1_000)),
  ])
    await expect(call()).rejects.toMatchObject({ kind: "forbidden" });
});

test("a long log is verified and exported in pieces, and long texts are cut to whole characters", async () => {
  await using t = await openWithTwoUsers();
  const after = { name: `${"x".repeat(LIMITS.auditTextCharacters - 1)}\u{1F600}`, list: Array(100).fill("y") };
  await t.db.transaction().execute(async (trx) => {
    for (let number = 0; number < 600; number++) await recordAudit(trx, { at: 1, who: SYSTEM, action: "test", after });
  });
  expect(await verify(t)).toMatchObject({ verified: 604, bad: null, next: null });
  const inPart = await verifyAudit(
    { db: t.db, checkpoints: { read: async () => ({ checkpoints: [], badLine: null }) } },
    200,
    200,
  );
  expect(inPart).toMatchObject({ verified: 400, next: 400, bad: null });
  expect(await verify(t, 300)).toMatchObject({ verified: 604, bad: null });
  expect(await verify(t, 1_000)).toMatchObject({ bad: { finding: "truncated" } });
  const pieces: string[] = [];
  for await (const piece of await t.identity.audit.export(t.admin, {}, AbortSignal.timeout(60_000))) pieces.push(piece);
  const lines = pieces
    .join("")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 605 }, (_, at) => at + 1));
  expect(lines[603].after.name).toBe(`${"x".repeat(LIMITS.auditTextCharacters - 1)}\ufffd`);
  expect(lines[603].after.list).toHaveLength(LIMITS.auditListed);
  expect(lines[604]).toMatchObject({ action: "audit.export", actor: `user:${t.adminUser.id}` });
});

test("S33: an export to a table has what the filters let through, and no cell of it begins a formula", async () => {
  await using t = await openWithTwoUsers();
  const origin = { address: "@SUM(A1)", requestId: ' =cmd|"/c calc"!A0' };
  await t.identity.createToken({ ...t.member, origin }, { name: 'a, "b"\r\n=c' });
  const filter = { action: "tokens.create", format: "csv" } as const;
  const pieces: string[] = [];
  for await (const piece of await t.identity.audit.export(t.admin, filter, AbortSignal.timeout(60_000))) pieces.push(piece);
  const [head, row, ...rest] = pieces.join("").split("\r\n");
  expect(head).toBe("seq,at,actor,onBehalfOf,address,requestId,action,target,result,before,after,hash");
  expect(row).toContain(`,user:${t.memberUser.id},,'@SUM(A1),"' =cmd|""/c calc""!A0",tokens.create,`);
  expect(row).toContain(String.raw`""name"":""a, \""b\""\r\n=c""`);
  expect(rest).toEqual([""]);
  const [exported] = (await t.identity.audit.list(t.admin, { action: "audit.export" })).entries;
  expect(exported?.after).toEqual({ action: "tokens.create", format: "csv" });
});
