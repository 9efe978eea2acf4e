import { LIMITS, type ReplayItem, type ReplayPage, type ReplayQuery } from "@pilothouse/contracts";
import type { Actor, Guest } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { itemInSight, recordingInSight } from "../recording/recording-in-sight.ts";
import { type TimedItem, timedItems } from "../recording/timed-items.ts";

const DEFAULT_PAGE_BYTES = 64 * 1024;
const NEVER = new AbortController().signal;

/** A page of a recording, as far as one may see it: what was printed and what happened behind a place, and when. */
export async function replayTerminal(deps: TerminalDeps, who: Actor | Guest, query: ReplayQuery): Promise<ReplayPage> {
  const { id, from, limit = DEFAULT_PAGE_BYTES } = query;
  const sight = await recordingInSight(deps, who, id);
  const { terminal, untilOffset } = sight;
  const items: ReplayItem[] = [];
  let place = from;
  const isAllSeen = () => untilOffset !== null && place.offset >= untilOffset;
  if (isAllSeen()) return { items, over: true };
  let left = limit;
  const options = { signal: NEVER, now: deps.clock.now(), from, maxBytes: limit };
  for await (const timed of timedItems(deps.host, terminal, options)) {
    const seen = itemInSight(sight, timed);
    place = timed.next;
    if (seen) items.push(asReplay(seen));
    if (seen?.item.type === "data") left -= seen.item.bytes.length;
    if (isAllSeen() || left <= 0 || items.length >= LIMITS.replayItems) break;
  }
  const isEnd = items.length === 0 || items.at(-1)?.type === "exit";
  return { items, over: isAllSeen() || (isEnd && terminal.status !== "running") };
}

function asReplay({ at: exactly, item, next }: TimedItem): ReplayItem {
  const at = Math.round(exactly);
  if (item.type === "data") return { type: "output", at, next, bytes: item.bytes };
  if (item.type === "reset") return { type: "output", at, next, bytes: new TextEncoder().encode(item.output) };
  if (item.type === "resize") return { type: "size", at, next, cols: item.cols, rows: item.rows };
  if (item.type === "mark") return { type: "mark", at, next, kind: item.kind, label: item.label };
  return item.type === "gap" ? { type: "gap", at, next, from: item.from, to: item.to } : { type: "exit", at, next };
}
