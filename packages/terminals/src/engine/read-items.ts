import type { Cursor, ReadResult, StreamItem } from "../port.ts";
import type { KeptBytes } from "./kept-bytes.ts";
import type { Timeline } from "./timeline.ts";

type Entry = ReadResult["items"][number];

/** What comes behind the cursor, with at most `maxBytes` of output; empty when there is nothing yet. */
export async function readItems(
  source: { readonly kept: KeptBytes; readonly timeline: Timeline },
  cursor: Cursor,
  maxBytes: number,
): Promise<readonly Entry[]> {
  const { kept, timeline } = source;
  const entries: Entry[] = [];
  let { offset, events } = cursor;
  let budget = maxBytes;
  const add = (item: StreamItem) => entries.push({ item, next: { offset, events } });

  while (budget > 0) {
    const from = offset;
    const available = kept.firstFrom(offset);
    const event = timeline.nextFor(events, offset);
    if (available > offset) {
      offset = available;
      add({ type: "gap", offset, from, to: offset });
    } else if (event && event.offset <= offset) {
      events = event.number + 1;
      if (event.type === "size") add({ type: "resize", offset, cols: event.cols, rows: event.rows });
      else if (event.type === "mark") add({ type: "mark", offset, at: event.at, kind: event.kind, label: event.label });
      else if (event.type === "reset") add({ type: "reset", offset, output: event.output });
      else add({ type: "exit", offset, exit: event.exit, status: event.status });
    } else {
      const to = Math.min(event?.offset ?? kept.end, kept.end, offset + budget);
      if (to <= offset) break;
      for (const bytes of await kept.read(offset, to)) {
        const at = offset;
        offset += bytes.length;
        budget -= bytes.length;
        if (bytes.length > 0) add({ type: "data", offset: at, bytes });
      }
    }
  }
  return entries;
}
