import type { Role, TokenPair } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import type { Core } from "./core.ts";
import { POLICY } from "./policy.ts";
import { hashSecret, newSecret } from "./secrets.ts";

/** The next access and refresh token of a login; `parentHash` names the refresh token they were exchanged for. */
export async function issueTokens(
  { accessTokens, clock }: Pick<Core, "accessTokens" | "clock">,
  trx: Kysely<Database>,
  { login, parentHash }: { login: { id: string; userId: string; role: Role; expiresAt: number }; parentHash: string | null },
): Promise<{ tokens: TokenPair; accessExpiresAt: number; refreshExpiresAt: number }> {
  const now = clock.now();
  const refreshToken = newSecret();
  const row = { tokenHash: hashSecret(refreshToken), loginId: login.id, parentHash, issuedAt: now, usedAt: null };
  await trx.insertInto("refreshTokens").values(row).execute();
  const access = accessTokens.issue({ userId: login.userId, loginId: login.id, role: login.role }, now);
  return {
    tokens: { accessToken: access.token, refreshToken },
    accessExpiresAt: access.expiresAt,
    refreshExpiresAt: Math.min(now + POLICY.refreshIdleMs, login.expiresAt),
  };
}
