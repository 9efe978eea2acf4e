import type { TranscriptAgent } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import type { RequestFact } from "../agents/facts.ts";

/** A row of `request_parts`: what one file says of one request. */
export interface PartRow {
  readonly owner: string;
  readonly key: string;
  readonly file: number;
  readonly conversation: number;
  readonly thread: string;
  readonly kind: RequestFact["kind"];
  readonly model: string;
  readonly cwd: string | null;
  readonly at: number | null;
  readonly input: number;
  readonly output: number;
  readonly cache_write_5m: number;
  readonly cache_write_1h: number;
  readonly cache_read: number;
  readonly web_searches: number;
  readonly service_tier: string | null;
  readonly region: string | null;
  readonly fast: number;
  readonly extra: number;
  readonly unfinished: number;
  readonly total: number | null;
}

const COLUMNS = [
  "owner",
  "key",
  "file",
  "conversation",
  "thread",
  "kind",
  "model",
  "cwd",
  "at",
  "input",
  "output",
  "cache_write_5m",
  "cache_write_1h",
  "cache_read",
  "web_searches",
  "service_tier",
  "region",
  "fast",
  "extra",
  "unfinished",
  "total",
] as const satisfies readonly (keyof PartRow)[];

/** All keys of one API message: its own begin with its id, and a space behind that. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** Only Claude's keys begin with an id that several requests can share: that of the API message. */
export function rangeOf(agent: TranscriptAgent, key: string): KeyRange {
  if (agent !== "claude") return { from: key, to: `${key}\0` };
  const space = key.indexOf(" ");
  const message = space === -1 ? key : key.slice(0, space);
  return { from: message, to: `${message}!` };
}

/** The rows of `request_parts`. */
export class PartRows {
  readonly #sql;

  constructor(db: Sqlite.Database) {
    this.#sql = {
      get: db.prepare<[string, string, number], PartRow>("select * from request_parts where owner = ? and key = ? and file = ?"),
      put: db.prepare<(string | number | null)[]>(
        `insert or replace into request_parts (${COLUMNS.join(", ")}) values (${COLUMNS.map(() => "?").join(", ")})`,
      ),
      between: db.prepare<[string, string, string], PartRow>(
        "select * from request_parts where owner = ? and key >= ? and key < ? order by key, file",
      ),
      isMet: db
        .prepare<[string, string, string], number>(
          // What was taken away to be read anew still has its requests.
          "select 1 from requests where owner = ? and key >= ? and key < ? limit 1",
        )
        .pluck(),
      keysOf: db.prepare<[number], string>("select key from request_parts where file = ?").pluck(),
      totals: db
        .prepare<[{ conversation: number }], number>(
          `select distinct total from request_parts
           where file in (select file from feeds where conversation = @conversation) and conversation = @conversation and total is not null order by total`,
        )
        .pluck(),
      dropOf: db.prepare<[number]>("delete from request_parts where file = ?"),
    };
  }

  get(owner: string, key: string, file: number): PartRow | null {
    return this.#sql.get.get(owner, key, file) ?? null;
  }

  put(part: PartRow): void {
    this.#sql.put.run(...COLUMNS.map((name) => part[name]));
  }

  isMet(owner: string, { from, to }: KeyRange): boolean {
    return this.#sql.isMet.get(owner, from, to) !== undefined;
  }

  between(owner: string, { from, to }: KeyRange): readonly PartRow[] {
    return this.#sql.between.all(owner, from, to);
  }

  keysOf(file: number): readonly string[] {
    return this.#sql.keysOf.all(file);
  }

  /** The running totals of a conversation, where its format tells them. */
  totalsOf(conversation: number): readonly number[] {
    return this.#sql.totals.all({ conversation });
  }

  dropOf(file: number): void {
    this.#sql.dropOf.run(file);
  }
}

/** Two lines of one file, in their order, on the same request: the greatest of each counter is the truth. */
export function joinParts(one: PartRow, other: PartRow): PartRow {
  if (other.kind === "mirror" && one.kind !== "mirror") return one;
  if (one.kind === "mirror" && other.kind !== "mirror") return other;
  return {
    ...one,
    at: one.at ?? other.at,
    ...greatestCounters([one, other]),
    service_tier: one.service_tier ?? other.service_tier,
    region: one.region ?? other.region,
    fast: Math.max(one.fast, other.fast),
    unfinished: Math.min(one.unfinished, other.unfinished),
  };
}

export function greatestCounters(parts: readonly PartRow[]) {
  const greatest = (name: "input" | "output" | "cache_write_5m" | "cache_write_1h" | "cache_read" | "web_searches") =>
    parts.reduce((most, part) => Math.max(most, part[name]), 0);
  return {
    input: greatest("input"),
    output: greatest("output"),
    cache_write_5m: greatest("cache_write_5m"),
    cache_write_1h: greatest("cache_write_1h"),
    cache_read: greatest("cache_read"),
    web_searches: greatest("web_searches"),
  };
}
