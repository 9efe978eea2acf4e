import type Sqlite from "better-sqlite3";
import { LIMITS, type UsageGroup, type UsageQuery, type UsageReport, type UsageRow } from "@pilothouse/contracts";
import { Calendar, type CalendarUnit } from "./calendar.ts";
import { RequestScan, type Span } from "./request-scan.ts";
import type { Sight } from "./sight.ts";
import { addSpent, NOTHING, type SpentRow, toSpent } from "./spent.ts";
import { type NamedGroup, namedGroups } from "./usage-groups.ts";

const UNKNOWN = "unknown";
const MOST = Number.MAX_SAFE_INTEGER;

/** What requests took, by time or by what they were of. The rows, and those beyond the limit, add up to the total. */
export function usage(db: Sqlite.Database, sight: Sight, input: UsageQuery): UsageReport {
  const { groupBy = "day", timeZone = "UTC", limit = LIMITS.usageRows, from, to } = input;
  const scan = new RequestScan(db, sight, input);
  if (isUnit(groupBy)) return byTime(scan, { calendar: new Calendar(timeZone), unit: groupBy, from, to, limit });
  const all = groupBy === "total" ? totalOf(scan, { from, to }) : namedGroups({ db, sight, scan }, groupBy, { from, to });
  const rows = all.toSorted(byCost).slice(0, limit).map(toRow);
  return { rows, total: toSpent(all.map(({ spent }) => spent).reduce(addSpent, NOTHING)) };
}

function isUnit(group: UsageGroup): group is CalendarUnit {
  return group === "hour" || group === "day" || group === "week" || group === "month";
}

const isEmpty = (row: SpentRow) => row.priced + row.unpriced === 0;

function sumOf(scan: RequestScan, { from, to }: Span): SpentRow {
  const dated = scan.sums(from ?? 0, to ?? MOST);
  return from === undefined && to === undefined ? addSpent(dated, scan.undated()) : dated;
}

function totalOf(scan: RequestScan, span: Span): NamedGroup[] {
  return [{ key: "total", label: "Total", spent: sumOf(scan, span) }];
}

interface ByTime extends Span {
  readonly calendar: Calendar;
  readonly unit: CalendarUnit;
  readonly limit: number;
}

/** From the newest on, one reading of the index for each period that has requests. */
function byTime(scan: RequestScan, { calendar, unit, from = 0, to = MOST, limit }: ByTime): UsageReport {
  const rows = new Map<string, NamedGroup>();
  let until = to;
  let last = scan.lastBefore(until);
  while (last !== null && last >= from && rows.size < limit) {
    const period = calendar.period(unit, last);
    const start = Math.max(period.from, from);
    const spent = addSpent(rows.get(period.key)?.spent ?? NOTHING, scan.sums(start, Math.min(period.to, until)));
    rows.set(period.key, { key: period.key, label: period.key, spent });
    until = start;
    last = scan.lastBefore(until);
  }
  const undated = from === 0 && to === MOST ? scan.undated() : NOTHING;
  const unknown: NamedGroup[] = isEmpty(undated) ? [] : [{ key: UNKNOWN, label: "At an unknown time", spent: undated }];
  const sums = [...rows.values()].toReversed().concat(unknown);
  const rest = last !== null && last >= from ? scan.sums(from, until) : NOTHING;
  return { rows: sums.map(toRow), total: toSpent(sums.map(({ spent }) => spent).reduce(addSpent, rest)) };
}

function byCost(one: NamedGroup, other: NamedGroup): number {
  const [a, b] = [one.spent, other.spent];
  return b.cost_dollars - a.cost_dollars || b.cost_nanos - a.cost_nanos || b.output - a.output || (one.key < other.key ? -1 : 1);
}

function toRow({ key, label, spent }: NamedGroup): UsageRow {
  return { key, label, ...toSpent(spent) };
}
