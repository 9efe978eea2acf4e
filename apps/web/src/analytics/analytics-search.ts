import type { TranscriptAgent } from "@pilothouse/contracts";
import { dayStart } from "../time/day-start.ts";
import { dayOf, viewerZone } from "../time/days.ts";

// The first page loads what reads addresses, and has no room for the schemas.
export const AGENTS: readonly TranscriptAgent[] = ["claude", "codex", "gemini"];
export const PERIODS = ["today", "7d", "30d", "90d", "year", "custom"] as const;
export type Period = (typeof PERIODS)[number];

/** What is looked at, as the URL keeps it. Days are the viewer's. */
export interface AnalyticsSearch {
  /** Thirty days when it is left out. */
  period?: Period;
  /** Such as `2026-01-31`; of a custom period. */
  from?: string;
  to?: string;
  project?: string;
  agent?: TranscriptAgent;
  model?: string;
}

/** Times in milliseconds since 1970: from the first up to, not including, the second. */
export interface Range {
  readonly from?: number;
  readonly to?: number;
}

const DAYS_BACK: Readonly<Record<Exclude<Period, "custom">, number>> = { today: 0, "7d": 6, "30d": 29, "90d": 89, year: 364 };

export function analyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  const found: AnalyticsSearch = {};
  const period = PERIODS.find((known) => known === search["period"]);
  if (period && period !== "30d") found.period = period;
  if (period === "custom")
    for (const name of ["from", "to"] as const) {
      const day = search[name];
      if (typeof day === "string" && dayStart(day) !== null) found[name] = day;
    }
  for (const name of ["project", "model"] as const) {
    const word = search[name];
    if ((typeof word === "string" || typeof word === "number") && word !== "") found[name] = String(word);
  }
  const agent = AGENTS.find((known) => known === search["agent"]);
  if (agent) found.agent = agent;
  return found;
}

/** The days that are meant, as the viewer's address bar could name them; a custom period may be open at either end. */
export function daysOf({ period = "30d", from, to }: AnalyticsSearch, now: number): { from?: string; to?: string } {
  if (period === "custom") return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const today = dayOf(now);
  return { from: dayOf(dayStart(today, -DAYS_BACK[period]) ?? now), to: today };
}

/** The same as times. They stay the same all day long, so that an answer can be kept. */
export function rangeOf(search: AnalyticsSearch, now: number): Range {
  const days = daysOf(search, now);
  const from = days.from === undefined ? null : dayStart(days.from);
  const to = days.to === undefined ? null : dayStart(days.to, 1);
  // While a year is typed, it is one long ago.
  return { ...(from !== null && { from: Math.max(0, from) }), ...(to !== null && { to: Math.max(0, to) }) };
}

/** What every question about usage is asked with. */
export interface Asked extends Range {
  readonly timeZone: string;
  readonly projectId?: string;
  readonly agent?: TranscriptAgent;
  readonly model?: string;
}

export function askedOf(search: AnalyticsSearch, now: number): Asked {
  const { project, agent, model } = search;
  return {
    ...rangeOf(search, now),
    timeZone: viewerZone(),
    ...(project !== undefined && { projectId: project }),
    ...(agent !== undefined && { agent }),
    ...(model !== undefined && { model }),
  };
}
