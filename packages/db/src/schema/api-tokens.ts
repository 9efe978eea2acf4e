import type { TokenScope } from "@pilothouse/contracts";

export interface ApiTokensTable {
  id: string;
  userId: string;
  name: string;
  scope: TokenScope;
  /** The first characters of the secret. */
  hint: string;
  /** SHA-256, hex. */
  tokenHash: string;
  createdAt: number;
  /** `null`: lasts until it is revoked. */
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
}
