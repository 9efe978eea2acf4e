/** One row for each browser that is sent notifications. */
export interface PushDevicesTable {
  id: string;
  userId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  /** The sign-in that asked for them; they end with it. */
  loginId: string | null;
  /** The API token that did. */
  tokenId: string | null;
  createdAt: number;
}
