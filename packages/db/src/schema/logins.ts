/** One row for each sign-in, on one device. */
export interface LoginsTable {
  id: string;
  userId: string;
  userAgent: string;
  address: string;
  createdAt: number;
  lastSeenAt: number;
  /** The end of its life, however often it is refreshed. */
  expiresAt: number;
  revokedAt: number | null;
}
