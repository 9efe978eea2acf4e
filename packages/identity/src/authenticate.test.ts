import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLogger } from "@pilothouse/platform";
import type { KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import { createAccessTokens } from "./access-tokens.ts";
import { newApiTokenSecret } from "./api-token-secret.ts";
import { authenticate } from "./authenticate.ts";
import { POLICY } from "./policy.ts";
import { newKey } from "./signing-keys/live-key.ts";
import { openSigningKeys } from "./signing-keys/open-signing-keys.ts";
import { actorOf, ada, laptop, openTestIdentity, openWithTwoUsers } from "./testing/open-test-identity.ts";
import { openKeyRing } from "./vault/key-ring.ts";

const DAY = 86_400_000;

test("S8: an access token stands for its login, and for nobody once the user has another role", async () => {
  await using t = await openTestIdentity();
  const { tokens, user, accessExpiresAt } = await t.setUp();
  expect(await t.identity.authenticate(tokens.accessToken)).toEqual({
    userId: user.id,
    role: "admin",
    via: { kind: "login", loginId: expect.any(String) },
    expiresAt: accessExpiresAt,
  });
  await t.db.updateTable("users").set({ role: "member" }).execute();
  expect(await t.identity.authenticate(tokens.accessToken)).toBeNull();
  const renewed = await t.identity.refresh(tokens.refreshToken, laptop);
  expect(await t.identity.authenticate(renewed.tokens.accessToken)).toMatchObject({ role: "member" });
});

test("an access token ends after fifteen minutes", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  t.clock.advance(POLICY.accessTokenLifeMs - 1_000);
  expect(await t.identity.authenticate(tokens.accessToken)).not.toBeNull();
  t.clock.advance(31_000);
  expect(await t.identity.authenticate(tokens.accessToken)).toBeNull();
});

test("after logout the access token is worth nothing, and other logins go on", async () => {
  await using t = await openTestIdentity();
  const first = await t.setUp();
  const second = await t.identity.login(ada, laptop);
  await t.identity.logout(await actorOf(t.identity, first.tokens.accessToken));
  expect(await t.identity.authenticate(first.tokens.accessToken)).toBeNull();
  expect(await t.identity.authenticate(second.tokens.accessToken)).not.toBeNull();
});

test("a token signed with the server's key for a login of somebody else stands for nobody", async () => {
  await using t = await openWithTwoUsers();
  const { live, bytes } = newKey(0);
  await writeFile(join(t.folder, "keys", "access-token.key"), bytes, { mode: 0o600 });
  await t.restart();
  const [, payload = ""] = t.memberTokens.accessToken.split(".");
  const header = Buffer.from(JSON.stringify({ alg: "HS256", typ: "at+jwt", kid: live.id })).toString("base64url");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), sub: t.adminUser.id };
  const body = `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  const sign = (text: string) => `${text}.${createHmac("sha256", bytes).update(text).digest("base64url")}`;
  expect(await t.identity.authenticate(sign(body))).toBeNull();
  expect(await t.identity.authenticate(sign(`${header}.${payload}`))).toMatchObject({ userId: t.memberUser.id });
});

test("an API token stands for its owner until it ends or is revoked", async () => {
  await using t = await openWithTwoUsers();
  const { token, secret } = await t.identity.createToken(t.member, { name: "ci", expiresInDays: 2 });
  const actor = {
    userId: t.memberUser.id,
    role: "member",
    via: { kind: "token", tokenId: token.id, scope: "write" },
    expiresAt: token.expiresAt,
  };
  expect(await t.identity.authenticate(secret)).toEqual(actor);
  t.clock.advance(2 * DAY - 1);
  expect(await t.identity.authenticate(secret)).toEqual(actor);
  t.clock.advance(1);
  expect(await t.identity.authenticate(secret)).toBeNull();
});

test("S11: a disabled owner's tokens stand for nobody, and again for the owner once enabled", async () => {
  await using t = await openWithTwoUsers();
  const { secret } = await t.identity.createToken(t.member, { name: "ci" });
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: true });
  expect(await t.identity.authenticate(secret)).toBeNull();
  expect(await t.identity.authenticate(t.memberTokens.accessToken)).toBeNull();
  await t.identity.updateUser(t.admin, { id: t.memberUser.id, disabled: false });
  expect(await t.identity.authenticate(secret)).toMatchObject({ userId: t.memberUser.id });
  expect(await t.identity.authenticate(t.memberTokens.accessToken)).toBeNull();
});

test("anything else is nobody and never an error", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  const others = [
    "",
    " ",
    "ph_",
    newApiTokenSecret(),
    tokens.refreshToken,
    `${tokens.accessToken} `,
    "a.b.c",
    "\0",
    "x".repeat(100_000),
  ];
  for (const bearer of others) expect(await t.identity.authenticate(bearer)).toBeNull();
});

test("the last use of a login and of an API token is written at most once a minute", async () => {
  await using t = await openTestIdentity();
  const { tokens } = await t.setUp();
  const start = t.clock.now();
  const { secret } = await t.identity.createToken(await actorOf(t.identity, tokens.accessToken), { name: "ci" });
  const seen = async () => {
    await t.identity.authenticate(tokens.accessToken);
    await t.identity.authenticate(secret);
    const { lastSeenAt } = await t.db.selectFrom("logins").select("lastSeenAt").executeTakeFirstOrThrow();
    const { lastUsedAt } = await t.db.selectFrom("apiTokens").select("lastUsedAt").executeTakeFirstOrThrow();
    return [lastSeenAt, lastUsedAt];
  };
  expect(await seen()).toEqual([start, start]);
  t.clock.advance(59_999);
  expect(await seen()).toEqual([start, start]);
  t.clock.advance(1);
  expect(await seen()).toEqual([start + 60_000, start + 60_000]);
});

test("R5: while nothing can be written, as on a full disk, people are known still", async () => {
  await using t = await openTestIdentity();
  const { tokens, user } = await t.setUp();
  const fullDisk: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind === "UpdateQueryNode") throw new Error("database or disk is full");
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const warnings: unknown[] = [];
  const log = createLogger({ level: "warn", name: "test" }, { write: (line) => void warnings.push(JSON.parse(line)) });
  const ring = await openKeyRing({ db: t.db, folder: t.folder, log });
  const accessTokens = createAccessTokens(
    await openSigningKeys({ db: t.db, clock: t.clock, log, ring, keysFolder: join(t.folder, "keys"), signingKeyMs: 1_000_000 }),
  );
  t.clock.advance(POLICY.lastSeenStepMs);
  const core = { db: t.db.withPlugin(fullDisk), clock: t.clock, log, accessTokens, entra: () => Promise.resolve(null) };
  expect(await authenticate(core, tokens.accessToken)).toMatchObject({ userId: user.id });
  expect(warnings).toMatchObject([{ reason: "database or disk is full" }]);
});
