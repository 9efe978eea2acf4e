import type { ActivityReport } from "@pilothouse/contracts";

export type Heat = 0 | 1 | 2 | 3 | 4;

export interface HeatCell {
  readonly hour: number;
  readonly prompts: number;
  /** 0: nothing; then by quarters of the busiest hour. */
  readonly heat: Heat;
}

export interface HeatRow {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly prompts: number;
  readonly cells: readonly HeatCell[];
}

const LEVELS = [0, 1, 2, 3, 4] as const;

/** A week of hours, whatever of it the report names. */
export function heatRows(hours: ActivityReport["hours"]): readonly HeatRow[] {
  const known = new Map(hours.map(({ weekday, hour, prompts }) => [`${weekday}:${hour}`, prompts]));
  const most = Math.max(0, ...hours.map(({ prompts }) => prompts));
  return Array.from({ length: 7 }, (_, day) => {
    const cells = Array.from({ length: 24 }, (__, hour) => {
      const prompts = known.get(`${day + 1}:${hour}`) ?? 0;
      return { hour, prompts, heat: most === 0 ? 0 : (LEVELS[Math.ceil((prompts / most) * 4)] ?? 4) };
    });
    return { weekday: day + 1, cells, prompts: cells.reduce((sum, { prompts }) => sum + prompts, 0) };
  });
}

/** The name of a day of the week in the viewer's language. */
export function weekdayName(weekday: number, style: "short" | "long"): string {
  // The first day of 2024 was a Monday.
  return new Date(2024, 0, weekday).toLocaleDateString(undefined, { weekday: style });
}
