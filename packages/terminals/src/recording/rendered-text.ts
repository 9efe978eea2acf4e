import type { ScreenWorker } from "../mirror/screen-worker.ts";
import type { FeedItem } from "../mirror/worker-messages.ts";
import { type PackedLines, unpackLines } from "../packed-lines.ts";
import type { TimedItem } from "./timed-items.ts";

type Worker = Pick<ScreenWorker, "open" | "feed" | "finish" | "close">;

/**
 * The lines that people read: drawn on a screen, and taken as they leave it; the last screen comes at the end. Blank
 * lines and repetitions are left out. A gap is a line that says so.
 */
export async function* renderedText(
  items: AsyncIterable<TimedItem>,
  worker: Worker,
  size: { readonly cols: number; readonly rows: number },
): AsyncGenerator<string> {
  const screen = await worker.open(size, "");
  try {
    for await (const { item } of items) {
      if (item.type === "gap") yield `[bytes ${item.from} to ${item.to} are no longer kept]\n`;
      const fed = toFeed(item);
      if (fed) yield asText((await worker.feed(screen, [fed])).lines);
    }
    yield asText(await worker.finish(screen));
  } finally {
    await worker.close(screen);
  }
}

function toFeed(item: TimedItem["item"]): FeedItem | null {
  if (item.type === "data") return { offset: item.offset, views: [item.bytes] };
  if (item.type === "reset") return { reset: item.output };
  return item.type === "resize" ? { cols: item.cols, rows: item.rows } : null;
}

const asText = (lines: PackedLines) =>
  unpackLines(lines)
    .map(({ text }) => `${text}\n`)
    .join("");
