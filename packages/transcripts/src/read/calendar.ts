import type { UsageGroup } from "@pilothouse/contracts";

export type CalendarUnit = Extract<UsageGroup, "hour" | "day" | "week" | "month">;

/** A time of somebody's calendar, from one moment up to, not including, another. */
export interface Period {
  /** As in `UsageRow`. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** Clocks are changed at such moments, by a multiple of it. */
const QUARTER_MS = 15 * 60_000;

const two = (value: number) => String(value).padStart(2, "0");

/** Days and hours as a clock in one time zone shows them, with the days of 23 and 25 hours. */
export class Calendar {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();
  readonly #days = new Map<number, number | null>();

  constructor(timeZone: string) {
    const numeric = "numeric";
    this.#format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  }

  /** What the clock shows, as if it were UTC. */
  clock(at: number): Date {
    return new Date(at + this.#offset(at));
  }

  /** The one that a moment is in. The periods of a unit have no gaps between them, and are in none but one. */
  period(unit: CalendarUnit, at: number): Period {
    if (unit === "hour") return this.#hour(at);
    const clock = this.clock(at);
    const year = clock.getUTCFullYear();
    const month = clock.getUTCMonth();
    if (unit === "month") {
      return { key: dayOf(clock).slice(0, -3), from: this.#midnight(year, month, 1), to: this.#midnight(year, month + 1, 1) };
    }
    const sinceMonday = (clock.getUTCDay() + 6) % 7;
    const day = clock.getUTCDate() - (unit === "week" ? sinceMonday : 0);
    const days = unit === "week" ? 7 : 1;
    return {
      key: dayOf(new Date(Date.UTC(year, month, day))),
      from: this.#midnight(year, month, day),
      to: this.#midnight(year, month, day + days),
    };
  }

  /** An hour that a clock shows twice is one, of two hours. */
  #hour(at: number): Period {
    const keyAt = (moment: number) => {
      const clock = this.clock(moment);
      return `${dayOf(clock)}T${two(clock.getUTCHours())}`;
    };
    const key = keyAt(at);
    let from = Math.floor(at / QUARTER_MS) * QUARTER_MS;
    let to = from + QUARTER_MS;
    while (keyAt(from - QUARTER_MS) === key) from -= QUARTER_MS;
    while (keyAt(to) === key) to += QUARTER_MS;
    return { key, from, to };
  }

  /** When a day begins: where its midnight is left out, with the first moment after it. */
  #midnight(year: number, month: number, day: number): number {
    const shown = Date.UTC(year, month, day);
    const possible = [shown - this.#offset(shown - DAY_MS), shown - this.#offset(shown + DAY_MS)].sort((a, b) => a - b);
    return possible.find((at) => at + this.#offset(at) >= shown) ?? shown;
  }

  /** In UTC days at whose both ends it is the same, it is the same in between. */
  #offset(at: number): number {
    const day = Math.floor(at / DAY_MS);
    let steady = this.#days.get(day);
    if (steady === undefined) {
      const offset = this.#exactOffset(day * DAY_MS);
      steady = offset === this.#exactOffset((day + 1) * DAY_MS) ? offset : null;
      this.#days.set(day, steady);
    }
    return steady ?? this.#exactOffset(at);
  }

  #exactOffset(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(quarter * QUARTER_MS)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter * QUARTER_MS;
    this.#offsets.set(quarter, offset);
    return offset;
  }
}

/** As in `2026-11-25`. */
export function dayOf(clock: Date): string {
  return `${String(clock.getUTCFullYear()).padStart(4, "0")}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`;
}
