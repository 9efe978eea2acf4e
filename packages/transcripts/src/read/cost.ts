import type Sqlite from "better-sqlite3";
import type { CostQuery, CostReport } from "@pilothouse/contracts";
import { usageBlocks } from "./blocks.ts";
import { Calendar } from "./calendar.ts";
import { RequestScan } from "./request-scan.ts";
import type { Sight } from "./sight.ts";
import { toSpent } from "./spent.ts";

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** What was spent of late, what the month comes to, and the five-hour blocks of plans with limits. */
export function cost(db: Sqlite.Database, sight: Sight, { timeZone = "UTC", agent }: CostQuery): CostReport {
  const { now } = sight;
  const scan = new RequestScan(db, sight, { agent });
  const calendar = new Calendar(timeZone);
  const today = calendar.period("day", now);
  const yesterday = calendar.period("day", today.from - 1);
  const month = calendar.period("month", now);
  const until = now + 1;
  const spentIn = (from: number, to: number) => toSpent(scan.sums(from, to));
  const inMonth = spentIn(month.from, until);
  const lately = spentIn(until - WEEK_MS, until);
  const rest = ((lately.costUsd ?? 0) / WEEK_MS) * (month.to - until);
  return {
    today: spentIn(today.from, until),
    yesterday: spentIn(yesterday.from, yesterday.to),
    week: spentIn(calendar.period("week", now).from, until),
    month: inMonth,
    forecastMonthUsd: inMonth.costUsd === null ? null : inMonth.costUsd + rest,
    blocks: usageBlocks(scan, now),
  };
}
