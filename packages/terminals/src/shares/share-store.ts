import type { ShareKind } from "@pilothouse/contracts";

/** A share link, by which somebody without an account may look at a terminal. */
export interface ShareRecord {
  readonly id: string;
  readonly terminalId: string;
  readonly ownerId: string;
  /** What its owner was called when it was made. */
  readonly sharedBy: string;
  readonly kind: ShareKind;
  readonly secretHash: string;
  /** Output before it is only shown as far as it is on the screen. */
  readonly fromOffset: number;
  /** Output from there on is not shown; `null`: all of it is. */
  readonly untilOffset: number | null;
  /** The sign-in that made it; it ends with it. */
  readonly loginId: string | null;
  /** The API token that did. */
  readonly tokenId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Links of one user: all of them, or those that one sign-in or one API token made. */
export interface SharesMadeBy {
  readonly userId: string;
  readonly loginId?: string | undefined;
  readonly tokenId?: string | undefined;
}

/** Where share links are kept until they are revoked or over. Those of a disabled user and of a revoked sign-in or API token are not found,
 * nor those to a terminal that their maker does not have any more. */
export interface ShareStore {
  /** Adds the link unless its terminal has `limit` that last beyond its making; says whether it did. Those that are over are forgotten. */
  addShare(record: ShareRecord, limit: number): Promise<boolean>;
  share(id: string): Promise<ShareRecord | undefined>;
  /** Newest first. */
  sharesOf(terminalId: string): Promise<ShareRecord[]>;
  removeShare(id: string): Promise<void>;
  /** Returns their ids. */
  removeShares(of: SharesMadeBy): Promise<string[]>;
  /** Removes those to terminals that their makers do not have any more. Returns their ids. */
  removeLostShares(): Promise<string[]>;
}
