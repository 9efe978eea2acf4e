import { type Clock, createTopic, Fault, type Guest, type Logger } from "@pilothouse/platform";
import type { TerminalChange } from "../deps.ts";
import type { ShareRecord, SharesMadeBy, ShareStore } from "./share-store.ts";

const MOST_REMEMBERED = 10_000;

/** The share links that hold, and the news of their end. */
export class ShareLinks {
  readonly #store: ShareStore;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #known = new Map<string, ShareRecord>();
  /** Those that somebody may look through, also when they have to be read anew. */
  readonly #seen = new Map<string, ShareRecord>();
  readonly #ended = createTopic<string>();
  #ends = 0;

  constructor({ store, clock, log }: { readonly store: ShareStore; readonly clock: Clock; readonly log: Logger }) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** The link, unless it was revoked, is over, or never was. Remembered, because everything that a guest does asks. */
  async get(id: string): Promise<ShareRecord | undefined> {
    const share = this.#known.get(id) ?? (await this.#read(id));
    return share && this.#clock.now() < share.expiresAt ? share : undefined;
  }

  /** The same for a guest. Fault `not_found` once the guest may look no more. */
  async of({ shareId }: Guest): Promise<ShareRecord> {
    const share = await this.get(shareId);
    if (!share) throw new Fault("not_found", "this link is over");
    return share;
  }

  /** Called with the id of each link that ends before its time. Returns the way to stop. */
  onEnded(listener: (shareId: string) => void): () => void {
    return this.#ended.subscribe(listener);
  }

  /** Whoever looks through it is sent away. */
  async end({ id, terminalId, ownerId }: ShareRecord): Promise<void> {
    await this.#store.removeShare(id);
    this.#forget(id);
    this.#log.info({ shareId: id, terminalId, userId: ownerId }, "a share link was revoked");
  }

  /** For a user, a sign-in or an API token that may do nothing any more. Who looks is sent away also when the store fails. */
  async endMadeBy(of: SharesMadeBy): Promise<void> {
    // What is being looked up at this moment may be over.
    this.#ends += 1;
    for (const share of this.#seen.values()) if (isMadeBy(share, of)) this.#forget(share.id);
    for (const id of await this.#store.removeShares(of)) {
      this.#forget(id);
      this.#log.info({ shareId: id, ...of }, "a share link was revoked");
    }
  }

  /**
   * Those to terminals that their makers do not have any more; to be called once somebody has lost one. When the store fails it
   * cannot be told which these are: everybody is sent away, and comes back by the links that still hold.
   */
  async endLost(): Promise<void> {
    this.#ends += 1;
    // The store does not find them again.
    this.#known.clear();
    const lost = await this.#store.removeLostShares().catch((error: unknown) => {
      for (const id of this.#seen.keys()) this.#forget(id);
      throw error;
    });
    for (const id of lost) {
      this.#forget(id);
      this.#log.info({ shareId: id }, "a share link was revoked");
    }
  }

  /** The links of a terminal that is gone went with it. */
  follow(change: TerminalChange): void {
    if (change.type !== "removed") return;
    for (const { id, terminalId } of this.#seen.values()) if (terminalId === change.id) this.#forget(id);
  }

  #forget(id: string): void {
    this.#ends += 1;
    this.#known.delete(id);
    this.#seen.delete(id);
    this.#ended.publish(id);
  }

  async #read(id: string): Promise<ShareRecord | undefined> {
    const ends = this.#ends;
    const share = await this.#store.share(id);
    if (this.#seen.size >= MOST_REMEMBERED) for (const remembered of [this.#known, this.#seen]) remembered.clear();
    if (share) this.#seen.set(id, share);
    if (share && ends === this.#ends) this.#known.set(id, share);
    return share;
  }
}

function isMadeBy(share: ShareRecord, { userId, loginId, tokenId }: SharesMadeBy): boolean {
  const fits = (id: string | null, of: string | undefined) => of === undefined || id === of;
  return share.ownerId === userId && fits(share.loginId, loginId) && fits(share.tokenId, tokenId);
}
