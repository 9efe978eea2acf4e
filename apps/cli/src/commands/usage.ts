import type { UsageGroup, UsageQuery, UsageRow } from "@pilothouse/sdk";
import { money, tokens } from "../conversations/money.ts";
import type { Environment } from "../env.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";

export const USAGE_GROUPS: readonly UsageGroup[] = [
  "total",
  "hour",
  "day",
  "week",
  "month",
  "model",
  "project",
  "agent",
  "conversation",
];

export interface UsageOptions {
  readonly by: UsageGroup;
  readonly from?: number;
  /** The last moment that counts. */
  readonly to?: number;
  readonly model?: string;
  readonly timeZone?: string;
  readonly json?: boolean;
}

/** Prints what agents used and what it cost, in the days of the time zone here unless another one is named. */
export async function printUsage(environment: Environment, { by, from, to, model, timeZone, json }: UsageOptions): Promise<void> {
  const { client } = await connect(environment);
  const query: UsageQuery = {
    groupBy: by,
    timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to: to + 1 }),
    ...(model !== undefined && { model }),
  };
  const { rows, total } = await client.analytics.usage(query);
  if (json) return print(JSON.stringify({ rows, total }, null, 2));
  if (rows.length === 0) return print("Nothing was used.");
  const all = by === "total" ? rows : [...rows, { ...total, key: "", label: "Total" }];
  const head = [by.toUpperCase(), "REQUESTS", "INPUT", "OUTPUT", "CACHE WRITE", "CACHE READ", "COST"];
  for (const line of table([head, ...all.map(cellsOf)])) print(line);
  if (total.unpricedRequests > 0) print(`${total.unpricedRequests} requests have no known price and are not in the cost.`);
}

function cellsOf(row: UsageRow): string[] {
  return [
    plain(row.label),
    String(row.requests),
    tokens(row.input),
    tokens(row.output),
    tokens(row.cacheWrite5m + row.cacheWrite1h),
    tokens(row.cacheRead),
    money(row),
  ];
}
