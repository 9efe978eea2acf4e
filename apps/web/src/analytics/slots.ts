import { dayStart } from "../time/day-start.ts";
import { dayOf } from "../time/days.ts";
import type { Range } from "./analytics-search.ts";

export type TimeGroup = "hour" | "day" | "week" | "month";

/** A stretch of time of a chart, with what there is of it. */
export interface Slot<Row> {
  /** As in `UsageRow`. */
  readonly key: string;
  readonly label: string;
  /** Its first and its last day. */
  readonly from: string;
  readonly to: string;
  /** `null`: there is nothing. */
  readonly row: Row | null;
}

const DAY_MS = 86_400_000;
/** More bars than about a hundred cannot be told apart. */
const MOST_DAYS = 100;
const MOST_WEEKS = 100;
/** A chart ends somewhere, whatever a transcript says of its times. */
const MOST_SLOTS = 1_000;

/** How finely a range is told. One that is open is told by months, until it is known how long it is. */
export function groupFor({ from, to }: Range): TimeGroup {
  if (from === undefined || to === undefined) return "month";
  const days = Math.round((to - from) / DAY_MS);
  if (days <= 1) return "hour";
  if (days <= MOST_DAYS) return "day";
  return days <= MOST_WEEKS * 7 ? "week" : "month";
}

/** All stretches of a range in their order, also those of which there is no row. */
export function slotsOf<Row extends { readonly key: string }>(
  rows: readonly Row[],
  group: TimeGroup,
  { from, to }: Range,
): readonly Slot<Row>[] {
  const known = new Map(rows.filter(({ key }) => key !== "unknown").map((row) => [row.key, row]));
  const first = from ?? startOf([...known.keys()][0]);
  const end = to ?? endOf([...known.keys()].at(-1), group);
  if (first === null || end === null) return [];
  const slots = new Map<string, Slot<Row>>();
  for (let at = beginOf(first, group); at < end && slots.size < MOST_SLOTS; at = nextOf(at, group)) {
    const key = keyOf(at, group);
    const last = dayOf(Math.max(at, nextOf(at, group) - 1));
    if (!slots.has(key))
      slots.set(key, { key, label: labelOf(at, group), from: dayOf(at), to: last, row: known.get(key) ?? null });
  }
  return [...slots.values()];
}

function startOf(key: string | undefined): number | null {
  return key === undefined ? null : dayStart(key.length === 7 ? `${key}-01` : key.slice(0, 10));
}

function endOf(key: string | undefined, group: TimeGroup): number | null {
  const start = startOf(key);
  return start === null ? null : nextOf(start, group);
}

function beginOf(at: number, group: TimeGroup): number {
  const time = new Date(at);
  if (group === "month") return new Date(time.getFullYear(), time.getMonth(), 1).getTime();
  const sinceMonday = group === "week" ? (time.getDay() + 6) % 7 : 0;
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() - sinceMonday).getTime();
}

function nextOf(at: number, group: TimeGroup): number {
  const time = new Date(at);
  // An hour may come twice a year, and a day may have 23 of them.
  if (group === "hour") return at + 3_600_000;
  if (group === "month") return new Date(time.getFullYear(), time.getMonth() + 1, 1).getTime();
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() + (group === "week" ? 7 : 1)).getTime();
}

/** The stretch that a time is in, as a `UsageRow` names it. */
export function keyAt(at: number, group: Exclude<TimeGroup, "hour">): string {
  return keyOf(beginOf(at, group), group);
}

function keyOf(at: number, group: TimeGroup): string {
  if (group === "month") return dayOf(at).slice(0, 7);
  return group === "hour" ? `${dayOf(at)}T${String(new Date(at).getHours()).padStart(2, "0")}` : dayOf(at);
}

function labelOf(at: number, group: TimeGroup): string {
  const time = new Date(at);
  if (group === "hour") return `${String(time.getHours()).padStart(2, "0")}:00`;
  if (group === "month") return time.toLocaleDateString(undefined, { month: "short", year: "numeric" });
  return time.toLocaleDateString(undefined, { day: "numeric", month: "short" });
}
