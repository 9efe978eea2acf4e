import type Sqlite from "better-sqlite3";
import type { FileIndex, IndexStep } from "../indexer/file-index.ts";
import type { IndexChange, IndexedRoot } from "../indexer/messages.ts";
import { knownPrices, type Prices } from "../prices/known-prices.ts";
import { openStore } from "../store/open-store.ts";
import type { SeenFile } from "../watch/walk.ts";
import { isAsItWas } from "./compare-file.ts";
import { INGEST_LIMITS } from "./limits.ts";
import { locate } from "./locate.ts";
import { withFile } from "./open-file.ts";
import { forgetFile, missFile, type Reading, readFile } from "./read-file.ts";
import { repriceAll } from "./reprice-all.ts";
import { RootRows } from "./root-rows.ts";
import { openRows, type Rows } from "./rows.ts";

export interface IngesterOptions {
  readonly prices?: Prices;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const NOTHING: IndexStep = { conversations: [], projects: [], bytes: 0, more: false };
/** Pages of the search's index that are joined in one go. */
const MERGED_PAGES = 500;

/** Reads transcripts into the store in one file, whose only writer it is. */
export class Ingester implements FileIndex {
  readonly #db: Sqlite.Database;
  readonly #rows: Rows;
  readonly #roots: RootRows;
  readonly #prices: Prices;
  readonly #now: () => number;
  #hasRested = true;
  /** When the first words began to wait. */
  #wordsSince: number | null = null;

  constructor(file: string, { prices = knownPrices(), now = Date.now }: IngesterOptions = {}) {
    const db = openStore(file);
    this.#db = db;
    this.#prices = prices;
    this.#now = now;
    this.#rows = openRows(db);
    this.#roots = new RootRows(db);
    this.#within(() => repriceAll(db, prices));
    this.rest();
  }

  open(root: IndexedRoot): readonly string[] {
    return this.#within(() => {
      const { id, hasNewOwner } = this.#roots.put(root);
      if (hasNewOwner) for (const file of this.#rows.files.ofRoot(id)) forgetFile(this.#reading(), file);
      return this.#rows.files.ofRoot(id).flatMap(({ path, missing_since }) => (missing_since === null ? [path] : []));
    });
  }

  read(root: IndexedRoot, { path, stat }: SeenFile): IndexStep {
    const { owner, agent } = root;
    const located = locate({ agent, root: root.path, path });
    if (!located) return NOTHING;
    const known = this.#rows.files.byPath(path);
    if (known && known.missing_since === null && known.owner === owner && isAsItWas(known, stat)) return NOTHING;
    return withFile(path, (opened) =>
      this.#within(() => {
        const found = { ...located, root: this.#roots.of(root), owner, agent, path };
        const { id, conversations, bytes, more } = readFile(this.#reading(), found, opened);
        this.#writeWords();
        const fed = new Set(this.#rows.feeds.conversationsOf(id));
        return { ...this.#change(conversations, (conversation) => (fed.has(conversation) ? bytes : 0)), bytes, more };
      }),
    );
  }

  miss(path: string): IndexChange {
    return this.#within(() => {
      const file = this.#rows.files.byPath(path);
      if (!file || file.missing_since !== null) return NOTHING;
      return this.#change(missFile(this.#reading(), file), () => 0);
    });
  }

  rest(): void {
    if (this.#hasRested) return;
    while (this.#rows.words.waiting > 0) this.#within(() => this.#rows.words.catchUp());
    this.#wordsSince = null;
    this.#hasRested = true;
    this.#db.exec(`insert into found (found, rank) values ('merge', ${MERGED_PAGES})`);
    this.#db.pragma("optimize");
    this.#db.pragma("wal_checkpoint(PASSIVE)");
  }

  close(): void {
    this.#db.close();
  }

  /** They wait for `rest`, unless that does not come. */
  #writeWords(): void {
    const { words } = this.#rows;
    const { waiting } = words;
    if (waiting === 0) return;
    this.#wordsSince ??= this.#now();
    if (waiting < INGEST_LIMITS.wordsWaitingBlocks && this.#now() - this.#wordsSince < INGEST_LIMITS.wordsWaitingMs) return;
    while (words.waiting > 0) words.catchUp();
    this.#wordsSince = null;
  }

  #reading(): Reading {
    return { rows: this.#rows, find: this.#prices.find, now: this.#now() };
  }

  #change(conversations: Iterable<number>, bytesOf: (conversation: number) => number): IndexChange {
    return {
      conversations: [...conversations].flatMap((conversation) => {
        const named = this.#rows.conversations.named(conversation);
        return named ? [{ id: named.public_id, owner: named.owner, bytes: bytesOf(conversation) }] : [];
      }),
      projects: this.#rows.projects.takeMet(),
    };
  }

  /** All of it, or nothing. */
  #within<Result>(work: () => Result): Result {
    this.#hasRested = false;
    try {
      return this.#db.transaction(work).immediate();
    } catch (error) {
      this.#rows.projects.forget();
      this.#rows.conversations.forget();
      this.#rows.words.forget();
      this.#rows.requests.forget();
      throw error;
    }
  }
}
