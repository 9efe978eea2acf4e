/** Every refresh token a login ever had: a used one that comes back tells of a theft. */
export interface RefreshTokensTable {
  /** SHA-256, hex. */
  tokenHash: string;
  loginId: string;
  /** The token this one replaced; `null`: the first of its login. */
  parentHash: string | null;
  issuedAt: number;
  /** When it was exchanged, or when a sibling was in its stead. */
  usedAt: number | null;
}
