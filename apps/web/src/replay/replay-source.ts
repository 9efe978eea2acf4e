import type { RecordedScreen, ReplayPage, ScreenAtQuery, TimelinePage } from "@pilothouse/contracts";
import { client } from "../api/client.ts";
import type { ReplayQuery } from "@pilothouse/contracts";

/** Where a player gets a recording from. */
export interface ReplaySource {
  screenAt(place: ScreenAtQuery["place"]): Promise<RecordedScreen>;
  page(page: Omit<ReplayQuery, "id">): Promise<ReplayPage>;
}

export function replaySource(id: string): ReplaySource {
  return {
    screenAt: (place) => client.terminals.screenAt.query({ id, place }),
    page: (page) => client.terminals.replay.query({ ...page, id }),
  };
}

/** More events than a terminal keeps are not there; this only ends a loop that would not. */
const MOST_PAGES = 32;

/** All of a timeline that is read page by page. */
export async function wholeTimeline(read: (from: number | undefined) => Promise<TimelinePage>): Promise<TimelinePage> {
  const first = await read(undefined);
  const events = [...first.events];
  let { next } = first;
  for (let page = 1; next !== null && page < MOST_PAGES; page += 1) {
    const more = await read(next);
    events.push(...more.events);
    ({ next } = more);
  }
  return { ...first, events, next };
}

/** The whole timeline of a recording. */
export function timelineOf(id: string): Promise<TimelinePage> {
  return wholeTimeline((from) => client.terminals.timeline.query({ id, ...(from !== undefined && { from }) }));
}
