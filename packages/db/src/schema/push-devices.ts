/** One row for each browser that is sent notifications. */
export interface PushDevicesTable {
  id: string;
  userId: string;
  endpoint: string;
  /** What it calls itself; empty when it does not. */
  name: string;
  p256dh: string;
  auth: string;
  /** The sign-in that asked for them; they end with it. */
  loginId: string | null;
  /** The API token that did. */
  tokenId: string | null;
  createdAt: number;
}
