export interface PasskeysTable {
  id: string;
  userId: string;
  name: string;
  /** What the device calls it, base64url. */
  credentialId: string;
  /** COSE, base64url. */
  publicKey: string;
  /** The site it was made at. A name alone is not enough: on this machine other ports are other people's pages. */
  origin: string;
  /** How often the device says that it was used; one that does not count says 0. */
  counter: number;
  createdAt: number;
  lastUsedAt: number | null;
}
