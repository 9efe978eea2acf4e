import type { TranscriptAgent } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import { costOf } from "../prices/cost-of.ts";
import type { FindPrice } from "../prices/find-price.ts";
import type { Merged } from "./merge-parts.ts";
import type { KeyRange } from "./part-rows.ts";

/** A row of `requests`. */
export interface RequestRow {
  readonly owner: string;
  readonly key: string;
  readonly conversation: number;
  readonly thread: string;
  readonly project: number | null;
  readonly agent: TranscriptAgent;
  readonly kind: string;
  readonly extra: number;
  readonly model: string;
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
  readonly cost_nanos: number | null;
  readonly sidechain: number;
  readonly understated: number;
}

const COLUMNS = [
  "owner",
  "key",
  "conversation",
  "thread",
  "project",
  "agent",
  "kind",
  "extra",
  "model",
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
  "cost_nanos",
  "sidechain",
  "understated",
] as const satisfies readonly (keyof RequestRow)[];

/** Those versions that wrote down too few wrote down no more than this. */
const UNDERSTATED_OUTPUT = 10;

export interface Asked {
  readonly agent: TranscriptAgent;
  readonly project: number | null;
  readonly find: FindPrice;
}

export function requestRow(merged: Merged, { agent, project, find }: Asked): RequestRow {
  const { cwd: _cwd, file: _file, total: _total, unfinished, ...columns } = merged;
  const row = {
    ...columns,
    agent,
    project,
    sidechain: merged.thread === "" ? 0 : 1,
    understated: unfinished === 1 && merged.extra === 0 && merged.output <= UNDERSTATED_OUTPUT ? 1 : 0,
  };
  return { ...row, cost_nanos: costOfRow(row, find) };
}

/** What of a request its cost depends on. */
type Priced = Pick<RequestRow, "model" | "at" | "web_searches" | "service_tier" | "region" | "fast"> &
  Pick<RequestRow, "input" | "output" | "cache_write_5m" | "cache_write_1h" | "cache_read">;

/** `null`: the price of its model is not known, or no request can have had so many tokens. */
export function costOfRow(row: Priced, find: FindPrice): number | null {
  const price = find(row.model, row.at ?? 0);
  if (!price) return null;
  const { input, output, cache_write_5m: cacheWrite5m, cache_write_1h: cacheWrite1h, cache_read: cacheRead } = row;
  const tokens = { input, output, cacheWrite5m, cacheWrite1h, cacheRead };
  const { web_searches: webSearches, service_tier: serviceTier, region, fast } = row;
  const cost = costOf({ tokens, webSearches, serviceTier, region, fast: fast === 1 }, price);
  return Number.isSafeInteger(cost) ? cost : null;
}

/** The rows of `requests`, and their sums in `conversations`. */
export class RequestRows {
  /** What is to be added to those of each conversation. */
  readonly #sums = new Map<number, { readonly values: readonly number[]; readonly isFlagged: boolean }>();
  readonly #sql;

  constructor(db: Sqlite.Database) {
    const sums = ["requests", "extra_calls", "input", "output", "cache_write_5m", "cache_write_1h", "cache_read", "cost_nanos"];
    const all = [...sums, "priced", "unpriced"];
    this.#sql = {
      between: db.prepare<[string, string, string], RequestRow>(
        "select * from requests where owner = ? and key >= ? and key < ? order by key",
      ),
      put: db.prepare<(string | number | null)[]>(
        `insert or replace into requests (${COLUMNS.join(", ")}) values (${COLUMNS.map(() => "?").join(", ")})`,
      ),
      drop: db.prepare<[string, string]>("delete from requests where owner = ? and key = ?"),
      // Numbers arrive as floating points; sums of whole ones are exact in 64 bits.
      add: db.prepare<number[]>(
        `update conversations set ${all.map((name) => `${name} = ${name} + cast(? as integer)`).join(", ")} where id = ?`,
      ),
      understated: db.prepare<[number]>(
        `update conversations set understated = exists (
           select 1 from requests where requests.conversation = conversations.id and requests.understated = 1
         ) where id = ?`,
      ),
    };
  }

  /** What was written has been taken back. */
  forget(): void {
    this.#sums.clear();
  }

  between(owner: string, { from, to }: KeyRange): readonly RequestRow[] {
    return this.#sql.between.all(owner, from, to);
  }

  /** Puts a row in the place of another one of the same key, or takes that away. The sums follow with `flush`. */
  replace(before: RequestRow | null, now: RequestRow | null): void {
    if (before && now && COLUMNS.every((name) => before[name] === now[name])) return;
    if (now) this.#sql.put.run(...COLUMNS.map((name) => now[name]));
    else if (before) this.#sql.drop.run(before.owner, before.key);
    if (before) this.#add(before, -1);
    if (now) this.#add(now, 1);
  }

  /** Brings the sums of conversations up to date. Answers with those that have changed. */
  flush(): ReadonlySet<number> {
    const changed = new Set(this.#sums.keys());
    for (const [conversation, { values, isFlagged }] of this.#sums) {
      this.#sql.add.run(...values, conversation);
      if (isFlagged) this.#sql.understated.run(conversation);
    }
    this.#sums.clear();
    return changed;
  }

  #add(row: RequestRow, sign: 1 | -1): void {
    const { conversation, extra, input, output, cache_write_5m, cache_write_1h, cache_read, cost_nanos } = row;
    const counters = [1 - extra, extra, input, output, cache_write_5m, cache_write_1h, cache_read, cost_nanos ?? 0];
    const added = [...counters, ...(cost_nanos === null ? [0, 1] : [1, 0])].map((value) => sign * value);
    const sums = this.#sums.get(conversation);
    const isFlagged = row.understated === 1 || sums?.isFlagged === true;
    const values = added.map((value, at) => value + (sums?.values[at] ?? 0));
    const isExact = values.every(Number.isSafeInteger);
    if (sums && !isExact) this.#sql.add.run(...sums.values, conversation);
    this.#sums.set(conversation, { values: isExact ? values : added, isFlagged });
  }
}
