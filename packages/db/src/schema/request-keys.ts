/** Calls that came with an `Idempotency-Key`. The key itself is not kept, and without it nothing here can be read. */
export interface RequestKeysTable {
  userId: string;
  /** SHA-256 of the key. */
  keyHash: string;
  /** HMAC of what was asked, under the key. */
  call: string;
  /** Sealed under the key; `null` until there is one. */
  answer: string | null;
  createdAt: number;
  /** The run of the server that the call was made to. */
  startedBy: string | null;
}
