/** One row for each share link that was not revoked. */
export interface TerminalSharesTable {
  id: string;
  terminalId: string;
  ownerId: string;
  /** What the owner was called then. */
  sharedBy: string;
  kind: "live" | "recording";
  /** SHA-256 of the secret, hex. */
  secretHash: string;
  /** Output before it is only shown as far as it is on the screen. */
  fromOffset: number;
  /** Output from there on is not shown; `null`: all of it is. */
  untilOffset: number | null;
  /** The sign-in that made it; it ends with it. */
  loginId: string | null;
  /** The API token that did. */
  tokenId: string | null;
  createdAt: number;
  expiresAt: number;
}
