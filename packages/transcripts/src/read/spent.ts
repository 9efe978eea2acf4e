import type { Spent } from "@pilothouse/contracts";

const NANOS = 1_000_000_000;

/** Sums of requests. The money is in two parts, because all of it in nano-dollars may be more than a double holds exactly. */
export interface SpentRow {
  readonly requests: number;
  readonly extra_calls: number;
  readonly input: number;
  readonly output: number;
  readonly cache_write_5m: number;
  readonly cache_write_1h: number;
  readonly cache_read: number;
  readonly cost_dollars: number;
  readonly cost_nanos: number;
  readonly priced: number;
  readonly unpriced: number;
}

/** A `SpentRow` of some rows of `requests`, added up in 64 bits. */
export const SUMS = `
  ifnull(sum(1 - extra), 0) as requests, ifnull(sum(extra), 0) as extra_calls, ifnull(sum(input), 0) as input,
  ifnull(sum(output), 0) as output, ifnull(sum(cache_write_5m), 0) as cache_write_5m,
  ifnull(sum(cache_write_1h), 0) as cache_write_1h, ifnull(sum(cache_read), 0) as cache_read,
  ifnull(sum(cost_nanos) / ${NANOS}, 0) as cost_dollars, ifnull(sum(cost_nanos) % ${NANOS}, 0) as cost_nanos,
  count(cost_nanos) as priced, count(*) - count(cost_nanos) as unpriced`;

/** The same of one row of `conversations`, which is spoken of as `c`. */
export const SPENT_COLUMNS = `
  c.requests, c.extra_calls, c.input, c.output, c.cache_write_5m, c.cache_write_1h, c.cache_read,
  c.cost_nanos / ${NANOS} as cost_dollars, c.cost_nanos % ${NANOS} as cost_nanos, c.priced, c.unpriced`;

export const NOTHING: SpentRow = {
  requests: 0,
  extra_calls: 0,
  input: 0,
  output: 0,
  cache_write_5m: 0,
  cache_write_1h: 0,
  cache_read: 0,
  cost_dollars: 0,
  cost_nanos: 0,
  priced: 0,
  unpriced: 0,
};

export function addSpent(one: SpentRow, other: SpentRow): SpentRow {
  const nanos = one.cost_nanos + other.cost_nanos;
  return {
    requests: one.requests + other.requests,
    extra_calls: one.extra_calls + other.extra_calls,
    input: one.input + other.input,
    output: one.output + other.output,
    cache_write_5m: one.cache_write_5m + other.cache_write_5m,
    cache_write_1h: one.cache_write_1h + other.cache_write_1h,
    cache_read: one.cache_read + other.cache_read,
    cost_dollars: one.cost_dollars + other.cost_dollars + Math.floor(nanos / NANOS),
    cost_nanos: nanos % NANOS,
    priced: one.priced + other.priced,
    unpriced: one.unpriced + other.unpriced,
  };
}

/** In dollars, rounded once. */
export function dollarsOf({ cost_dollars, cost_nanos }: SpentRow): number {
  const nanos = cost_dollars * NANOS + cost_nanos;
  return Number.isSafeInteger(nanos) ? nanos / NANOS : cost_dollars + cost_nanos / NANOS;
}

export function tokensOf(row: SpentRow): number {
  return row.input + row.output + row.cache_write_5m + row.cache_write_1h + row.cache_read;
}

/** A count as it is told: more than a number holds exactly is told as the most, because a broken transcript must not close a page. */
export function counted(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}

/** What nothing was asked for costs nothing; what was asked for and has no price has an unknown cost. */
export function toSpent(row: SpentRow): Spent {
  return {
    requests: row.requests,
    extraCalls: row.extra_calls,
    input: counted(row.input),
    output: counted(row.output),
    cacheWrite5m: counted(row.cache_write_5m),
    cacheWrite1h: counted(row.cache_write_1h),
    cacheRead: counted(row.cache_read),
    costUsd: row.priced === 0 && row.unpriced > 0 ? null : dollarsOf(row),
    unpricedRequests: row.unpriced,
  };
}
