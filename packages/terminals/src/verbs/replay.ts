import { LIMITS, type ReplayItem, type ReplayPage, type ReplayQuery } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";
import { type TimedItem, timedItems } from "../recording/timed-items.ts";

const DEFAULT_PAGE_BYTES = 64 * 1024;
const NEVER = new AbortController().signal;

/** A page of a recording: what was printed and what happened behind a place, and when. */
export async function replayTerminal(deps: TerminalDeps, actor: Actor, query: ReplayQuery): Promise<ReplayPage> {
  const { id, from, limit = DEFAULT_PAGE_BYTES } = query;
  await owned(deps, actor, id);
  const terminal = await deps.host.get(id);
  const items: ReplayItem[] = [];
  let left = limit;
  const options = { signal: NEVER, now: deps.clock.now(), from, maxBytes: limit };
  for await (const timed of timedItems(deps.host, terminal, options)) {
    items.push(asReplay(timed));
    if (timed.item.type === "data") left -= timed.item.bytes.length;
    if (left <= 0 || items.length >= LIMITS.replayItems) break;
  }
  const isEnd = items.length === 0 || items.at(-1)?.type === "exit";
  return { items, over: isEnd && terminal.status !== "running" };
}

function asReplay({ at: exactly, item, next }: TimedItem): ReplayItem {
  const at = Math.round(exactly);
  if (item.type === "data") return { type: "output", at, next, bytes: item.bytes };
  if (item.type === "reset") return { type: "output", at, next, bytes: new TextEncoder().encode(item.output) };
  if (item.type === "resize") return { type: "size", at, next, cols: item.cols, rows: item.rows };
  if (item.type === "mark") return { type: "mark", at, next, kind: item.kind, label: item.label };
  return item.type === "gap" ? { type: "gap", at, next, from: item.from, to: item.to } : { type: "exit", at, next };
}
