import type Sqlite from "better-sqlite3";
import type { FileIndex, IndexStep } from "../indexer/file-index.ts";
import type { IndexChange, IndexedRoot } from "../indexer/messages.ts";
import { knownPrices, type Prices } from "../prices/known-prices.ts";
import { openStore } from "../store/open-store.ts";
import type { SeenFile } from "../watch/walk.ts";
import { Batch } from "./batch.ts";
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
  /** The shortest time between two times of upkeep, in milliseconds. */
  readonly upkeepMs?: number;
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
  readonly #upkeepMs: number;
  readonly #batch: Batch;
  /** Conversations that have changed since that was told last, and how many bytes were read of each. */
  readonly #changed = new Map<number, number>();
  #hasRested = false;
  /** When the first words began to wait. */
  #wordsSince: number | null = null;
  #keptUpAt = performance.now();

  constructor(file: string, options: IngesterOptions = {}) {
    const { prices = knownPrices(), now = Date.now, upkeepMs = INGEST_LIMITS.upkeepMs } = options;
    const db = openStore(file);
    this.#db = db;
    this.#prices = prices;
    this.#now = now;
    this.#upkeepMs = upkeepMs;
    this.#rows = openRows(db);
    this.#roots = new RootRows(db);
    this.#batch = new Batch(db, () => this.#forget());
    this.#batch.run(() => repriceAll(db, prices));
    this.rest();
  }

  open(root: IndexedRoot): readonly string[] {
    this.#hasRested = false;
    const known = this.#batch.run(() => {
      const { id, hasNewOwner } = this.#roots.put(root);
      if (hasNewOwner) for (const file of this.#rows.files.ofRoot(id)) this.#note(forgetFile(this.#reading(), file));
      return this.#rows.files.ofRoot(id).flatMap(({ path, missing_since }) => (missing_since === null ? [path] : []));
    });
    this.#batch.commit();
    return known;
  }

  read(root: IndexedRoot, { path, stat }: SeenFile): IndexStep {
    const { owner, agent } = root;
    const located = locate({ agent, root: root.path, path });
    if (!located) return NOTHING;
    const known = this.#rows.files.byPath(path);
    if (known && known.missing_since === null && known.owner === owner && isAsItWas(known, stat)) return NOTHING;
    this.#hasRested = false;
    const { bytes, more } = withFile(path, (opened) =>
      this.#batch.run(() => {
        const found = { ...located, root: this.#roots.of(root), owner, agent, path };
        const read = readFile(this.#reading(), found, opened);
        const fed = new Set(this.#rows.feeds.conversationsOf(read.id));
        this.#note(read.conversations, (conversation) => (fed.has(conversation) ? read.bytes : 0));
        return read;
      }),
    );
    this.#batch.count(bytes);
    return { ...(this.#batch.isDue ? this.#commit() : NOTHING), bytes, more };
  }

  miss(path: string): IndexChange {
    this.#hasRested = false;
    this.#batch.run(() => {
      const file = this.#rows.files.byPath(path);
      if (file?.missing_since === null) this.#note(missFile(this.#reading(), file));
    });
    return this.#commit();
  }

  rest(): IndexChange {
    if (this.#hasRested) return NOTHING;
    this.#hasRested = true;
    const change = this.#commit();
    this.#writeWords();
    if (performance.now() - this.#keptUpAt >= this.#upkeepMs) this.#keepUp();
    return change;
  }

  close(): void {
    this.#batch.commit();
    this.#db.close();
  }

  #keepUp(): void {
    this.#keptUpAt = performance.now();
    this.#db.exec(`insert into found (found, rank) values ('merge', ${MERGED_PAGES})`);
    this.#db.pragma("optimize");
    this.#db.pragma("wal_checkpoint(PASSIVE)");
  }

  #reading(): Reading {
    return { rows: this.#rows, find: this.#prices.find, now: this.#now() };
  }

  #note(conversations: Iterable<number>, bytesOf: (conversation: number) => number = () => 0): void {
    for (const conversation of conversations)
      this.#changed.set(conversation, (this.#changed.get(conversation) ?? 0) + bytesOf(conversation));
  }

  /** Lets others see what was written, and tells what that is. */
  #commit(): IndexChange {
    const { waiting } = this.#rows.words;
    if (waiting > 0) this.#wordsSince ??= this.#now();
    const since = this.#wordsSince ?? this.#now();
    // They wait for `rest`, unless that does not come.
    const areDue = waiting >= INGEST_LIMITS.wordsWaitingBlocks || this.#now() - since >= INGEST_LIMITS.wordsWaitingMs;
    if (areDue) this.#writeWords();
    this.#batch.commit();
    const conversations = [...this.#changed].flatMap(([conversation, bytes]) => {
      const named = this.#rows.conversations.named(conversation);
      return named ? [{ id: named.public_id, owner: named.owner, bytes }] : [];
    });
    this.#changed.clear();
    return { conversations, projects: this.#rows.projects.takeMet() };
  }

  #writeWords(): void {
    while (this.#rows.words.waiting > 0) this.#batch.run(() => this.#rows.words.catchUp());
    this.#batch.commit();
    this.#wordsSince = null;
  }

  /** What is remembered may not be there any more. */
  #forget(): void {
    this.#rows.projects.forget();
    this.#rows.conversations.forget();
    this.#rows.words.forget();
    this.#rows.requests.forget();
  }
}
