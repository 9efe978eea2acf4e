import { type Actor, messageOf } from "@pilothouse/platform";
import { isApiTokenSecret } from "./api-token-secret.ts";
import type { Client, Core } from "./core.ts";
import { POLICY } from "./policy.ts";
import { findApiToken, findLogin, holds, type Proof } from "./proofs.ts";
import { hashSecret } from "./secrets.ts";

type Deps = Pick<Core, "db" | "clock" | "log" | "accessTokens" | "entra">;

/**
 * Who sent this access token, of ours or of Microsoft Entra ID, or API token; `null` when it is none of them, has ended,
 * was revoked, or belongs to a disabled user, and for an access token of another role than the user has now. Rejects when
 * the database fails; Fault `forbidden` for a genuine token of Microsoft that is of no use here, which says why.
 */
export async function authenticate(core: Deps, bearer: string, client: Client = NOWHERE): Promise<Actor | null> {
  if (isApiTokenSecret(bearer)) return byApiToken(core, bearer);
  return (await byAccessToken(core, bearer)) ?? core.entra(bearer, client);
}

const NOWHERE: Client = { address: "", userAgent: "" };

async function byAccessToken(core: Deps, bearer: string): Promise<Actor | null> {
  const now = core.clock.now();
  const claims = core.accessTokens.verify(bearer, now);
  if (!claims) return null;
  const login = await findLogin(core, claims.loginId);
  if (!login || login.userId !== claims.userId || login.role !== claims.role || !holds(login, now)) return null;
  await noteUse(core, login, () =>
    core.db.updateTable("logins").set({ lastSeenAt: now }).where("id", "=", login.id).executeTakeFirst(),
  );
  const via = { kind: "login", loginId: login.id } as const;
  return { userId: login.userId, role: login.role, via, expiresAt: claims.expiresAt };
}

async function byApiToken(core: Deps, secret: string): Promise<Actor | null> {
  const now = core.clock.now();
  const token = await findApiToken(core, { column: "tokenHash", value: hashSecret(secret) });
  if (!token || !holds(token, now)) return null;
  await noteUse(core, token, () =>
    core.db.updateTable("apiTokens").set({ lastUsedAt: now }).where("id", "=", token.id).executeTakeFirst(),
  );
  const via = { kind: "token", tokenId: token.id, scope: token.scope } as const;
  return { userId: token.userId, role: token.role, via, expiresAt: token.expiresAt };
}

async function noteUse(core: Deps, proof: Proof, write: () => Promise<unknown>): Promise<void> {
  if (proof.usedAt !== null && core.clock.now() < proof.usedAt + POLICY.lastSeenStepMs) return;
  try {
    await write();
  } catch (error) {
    // On a full disk people can still look around.
    core.log.warn({ reason: messageOf(error) }, "could not write down when a proof of identity was used");
  }
}
