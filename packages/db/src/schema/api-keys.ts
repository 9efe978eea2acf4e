export interface ApiKeysTable {
  id: string;
  ownerId: string;
  /** Unique among its owner's. */
  name: string;
  hint: string;
  /** The key, sealed under a data key of its own for this id, owner and version. */
  sealed: string;
  /** Grows with each new value, so that an old one does not pass for it. */
  version: number;
  createdAt: number;
  updatedAt: number;
  lastUsedAt: number | null;
}
