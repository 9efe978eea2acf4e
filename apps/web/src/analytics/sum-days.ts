import type { ActivityReport } from "@pilothouse/contracts";
import { dayStart } from "../time/day-start.ts";
import { keyAt, type TimeGroup } from "./slots.ts";

export interface ActivityRow {
  readonly key: string;
  readonly prompts: number;
  readonly answers: number;
  readonly toolCalls: number;
  readonly toolErrors: number;
}

/** The days of a report put together into weeks or months, in their order. */
export function sumDays(days: ActivityReport["days"], group: Exclude<TimeGroup, "hour">): ActivityRow[] {
  const sums = new Map<string, ActivityRow>();
  for (const { day, prompts, answers, toolCalls, toolErrors } of days) {
    const start = dayStart(day);
    if (start === null) continue;
    const key = keyAt(start, group);
    const sum = sums.get(key);
    sums.set(key, {
      key,
      prompts: prompts + (sum?.prompts ?? 0),
      answers: answers + (sum?.answers ?? 0),
      toolCalls: toolCalls + (sum?.toolCalls ?? 0),
      toolErrors: toolErrors + (sum?.toolErrors ?? 0),
    });
  }
  return [...sums.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
