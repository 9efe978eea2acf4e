import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@pilothouse/db";
import { type Actor, createLogger } from "@pilothouse/platform";
import type { Joining } from "../core.ts";
import { type Identity, openIdentity } from "../open-identity.ts";
import type { EntraSettings } from "../entra/settings.ts";
import type { IdentitySettings } from "../settings.ts";
import type { SignedIn } from "../sign-in.ts";
import type { SsoProviderSettings } from "../sso/provider.ts";

const log = createLogger({ level: "silent", name: "test" });

/** The weakest argon2id there is, so that a test takes microseconds. */
export const CHEAP = { argon2: { memoryCost: 8, timeCost: 1, parallelism: 1 } };
export const START = 1_795_000_000_000;
export const laptop = { address: "192.0.2.1", userAgent: "laptop" };
export const ada = { email: "ada@example.org", name: "Ada", password: "correct horse" };
export const bob = { email: "bob@example.org", name: "Bob", password: "battery staple" };

/** A real database in a folder of its own and a clock that stands still. */
export async function openTestIdentity(
  settings: Partial<IdentitySettings> = {},
  joining?: Joining,
  vouchers: { readonly sso?: readonly SsoProviderSettings[]; readonly entra?: EntraSettings } = {},
) {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-identity-"));
  const clock = {
    time: START,
    now: () => clock.time,
    advance: (ms: number) => void (clock.time += ms),
  };
  const open = async () => {
    const database = await openDatabase({ folder: folder.path, log });
    const identity = await openIdentity({
      db: database.db,
      folder: folder.path,
      clock,
      log,
      settings: { ...CHEAP, ...settings },
      ...(joining && { joining }),
      ...vouchers,
    });
    return { database, identity };
  };
  let current = await open();
  return {
    clock,
    folder: folder.path,
    get identity() {
      return current.identity;
    },
    get db() {
      return current.database.db;
    },
    /** Closes everything and opens it again. */
    async restart() {
      await current.database.close();
      current = await open();
    },
    /** The first administrator, signed in. */
    async setUp(): Promise<SignedIn> {
      const code = await current.identity.issueSetupCode();
      return current.identity.setup({ ...ada, code }, laptop);
    },
    /** The same, and who that is. */
    async setUpAdmin(): Promise<{ signedIn: SignedIn; admin: Actor }> {
      const signedIn = await this.setUp();
      return { signedIn, admin: await actorOf(current.identity, signedIn.tokens.accessToken) };
    },
    async [Symbol.asyncDispose]() {
      await current.database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export type TestIdentity = Awaited<ReturnType<typeof openTestIdentity>>;

/** Who an access or API token stands for; fails the test when that is nobody. */
export async function actorOf(identity: Identity, bearer: string): Promise<Actor> {
  const actor = await identity.authenticate(bearer);
  if (!actor) throw new Error("the token stands for nobody");
  return actor;
}

/** Ada the administrator and Bob the member, both signed in. */
export async function openWithTwoUsers() {
  const t = await openTestIdentity();
  const { tokens, user } = await t.setUp();
  const admin = await actorOf(t.identity, tokens.accessToken);
  const bobUser = await t.identity.createUser(admin, bob);
  const bobLogin = await t.identity.login(bob, laptop);
  const member = await actorOf(t.identity, bobLogin.tokens.accessToken);
  return Object.assign(t, {
    admin,
    adminUser: user,
    adminTokens: tokens,
    member,
    memberUser: bobUser,
    memberTokens: bobLogin.tokens,
  });
}
