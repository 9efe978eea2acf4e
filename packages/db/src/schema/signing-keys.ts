export interface SigningKeysTable {
  /** The `kid` of the access tokens that it signed. */
  id: string;
  /** The key, sealed for this id. */
  sealed: string;
  createdAt: number;
  /** Since when it signs no more and only verifies; `null` for the one that signs. */
  retiredAt: number | null;
}
