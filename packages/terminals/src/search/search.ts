import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, Fault, type Logger } from "@pilothouse/platform";
import type { RunnerHit, RunnerSearch, RunnerSearchPage, RunnerTerminal, TerminalHost } from "../port.ts";
import type { PackedLines } from "../packed-lines.ts";
import { CatchUp } from "./catch-up.ts";
import { isDamage } from "./damage.ts";
import type { FindQuery } from "./find.ts";
import { IndexThreads } from "./index-threads.ts";
import { SEARCH_LIMITS } from "./limits.ts";
import { parseQuery } from "./parse-query.ts";
import { cursorOf, parseCursor, START } from "./search-place.ts";
import { type QueueLimits, WriteQueue } from "./write-queue.ts";

type Searchless = Omit<TerminalHost, "search">;

export interface SearchOptions {
  readonly file: string;
  /** Where terminals have their folders; lines of one without a folder are forgotten. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<QueueLimits & { readonly walBytes: number }>;
}

/** The text of terminals, to be searched. Lines come in through `onLines`; nothing here ever holds a terminal up. */
export class Search {
  readonly #options: SearchOptions;
  readonly #threads: IndexThreads;
  readonly #queue: WriteQueue;
  #catchUp: CatchUp | null = null;
  #stopWatching: () => void = () => undefined;
  #upkeep: NodeJS.Timeout | undefined;

  constructor(options: SearchOptions) {
    this.#options = options;
    this.#threads = new IndexThreads({ ...options, walBytes: options.limits?.walBytes });
    this.#queue = new WriteQueue({ ...options, threads: this.#threads });
  }

  readonly onLines = (id: string, epoch: string, lines: PackedLines): void => this.#queue.add(id, epoch, lines);

  /** Adds `search` to a host. What the index does not know of its terminals is read from their recordings. */
  async over(host: Searchless): Promise<TerminalHost> {
    this.#catchUp = new CatchUp({ ...this.#options, host, queue: this.#queue });
    await this.#inspect(host);
    const own = new Set((await host.list()).map(({ id }) => id));
    this.#stopWatching = host.onChange(({ id, status }) => {
      // One that this runner took over from another: how much of it is in the index is not known yet.
      if (!own.has(id) && status !== "running") void this.#inspect(host);
      own.add(id);
    });
    this.#upkeep = setInterval(() => void this.#keepUp(host), SEARCH_LIMITS.pruneMs).unref();
    return {
      ...host,
      remove: async (id) => {
        await host.remove(id);
        await this.#remove(id);
      },
      trim: async (id, bytes) => {
        const terminal = await host.trim(id, bytes);
        const { status, startOffset, endOffset } = terminal;
        const nothing = status !== "running" && startOffset === endOffset;
        // The lines of a last screen stand behind the end.
        await this.#prune(id, nothing ? Number.MAX_SAFE_INTEGER : startOffset);
        return terminal;
      },
      search: (query) => this.#search(host, query),
    };
  }

  /** Resolves when all lines so far can be found, or are known not to be. */
  async settled(): Promise<void> {
    await this.#catchUp?.done();
    await this.#queue.flush();
  }

  async close(): Promise<void> {
    clearInterval(this.#upkeep);
    this.#stopWatching();
    await this.#catchUp?.close();
    await this.#queue.close();
    await this.#threads.close();
  }

  async #search(host: Searchless, { query, ids, limit, cursor, from, to }: RunnerSearch): Promise<RunnerSearchPage> {
    const place = cursor === null ? START : parseCursor(cursor);
    const terms = parseQuery(query);
    const page = await this.#find(host, { terms, ids, limit, place, from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER });
    const kept = await Promise.all(page.hits.map((hit) => this.#kept(host, hit)));
    return {
      hits: kept.filter((hit) => hit !== null),
      next: page.next && cursorOf(page.next),
      behind: this.#queue.lag,
    };
  }

  async #find(host: Searchless, query: FindQuery): ReturnType<IndexThreads["find"]> {
    try {
      return await this.#threads.find(query);
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.#options.log.error({ err: error }, "a search failed");
      if (isDamage(error)) await this.#renew(host);
      throw new Fault("unavailable", "the search index is being made anew; try again in a moment");
    }
  }

  /** `null` for a line whose output is no longer kept. */
  async #kept(host: Searchless, hit: RunnerHit): Promise<RunnerHit | null> {
    const terminal = await known(host, hit.id);
    if (!terminal) return hit;
    if (hit.offset < terminal.startOffset || hit.epoch !== terminal.epoch) return null;
    return { ...hit, offset: Math.min(hit.offset, terminal.endOffset) };
  }

  async #renew(host: Searchless): Promise<void> {
    await this.#threads.write("renew", null);
    await this.#inspect(host);
  }

  /** Terminals that are over and whose lines are not all known, such as after a crash, are read again. */
  async #inspect(host: Searchless): Promise<void> {
    const { log } = this.#options;
    try {
      const seen = new Map((await this.#threads.write("seen", null)).map((one) => [one.id, one]));
      for (const { id, epoch, status, startOffset, endOffset } of await host.list()) {
        const index = seen.get(id);
        seen.delete(id);
        const until = index?.epoch === epoch ? index.seen : -1;
        if (until >= endOffset || endOffset === startOffset) continue;
        if (status !== "running" || until < 0) this.#queue.fallBehind(id, { epoch, until: endOffset, lines: 0 });
      }
      await this.#forgetStrays([...seen.keys()]);
    } catch (error) {
      log.error({ err: error }, "the search index cannot be opened; it is tried again when there are lines for it");
    }
  }

  /** Lines of terminals that were removed while nobody could tell the index. Another runner's terminals have folders. */
  async #forgetStrays(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const folder = await stat(join(this.#options.folder, id)).catch(() => null);
      if (!folder) await this.#remove(id);
    }
  }

  async #remove(id: string): Promise<void> {
    this.#queue.forget(id);
    try {
      while (await this.#threads.write("remove", id)) continue;
    } catch (error) {
      this.#options.log.warn({ err: error, terminalId: id }, "a terminal's lines stay in the index until the next start");
    }
  }

  /** Forgets what has fallen out of the recordings, and looks for terminals whose last lines never came. */
  async #keepUp(host: Searchless): Promise<void> {
    if (this.#queue.behind.size > 0) return this.#catchUp?.start();
    await this.#inspect(host);
    for (const { id, startOffset } of await host.list()) {
      if (startOffset > 0) await this.#prune(id, startOffset);
    }
  }

  async #prune(id: string, before: number): Promise<void> {
    try {
      while (await this.#threads.write("prune", { id, before })) continue;
    } catch (error) {
      this.#options.log.warn({ err: error, terminalId: id }, "old lines stay in the index for now");
    }
  }
}

async function known(host: Searchless, id: string): Promise<RunnerTerminal | null> {
  try {
    return await host.get(id);
  } catch (error) {
    if (error instanceof Fault && error.kind === "not_found") return null;
    throw error;
  }
}
