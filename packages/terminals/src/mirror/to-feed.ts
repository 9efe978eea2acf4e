import type { ReadResult } from "../port.ts";
import type { FeedItem } from "./worker-messages.ts";

/** What of a recording changes a screen. The bytes are copied, because the engine's are views of memory that all readers share. */
export function toFeed(items: ReadResult["items"]): FeedItem[] {
  return items.flatMap(({ item }): FeedItem[] => {
    if (item.type === "data") return [{ offset: item.offset, bytes: new Uint8Array(item.bytes) }];
    if (item.type === "reset") return [{ reset: item.output }];
    return item.type === "resize" ? [{ cols: item.cols, rows: item.rows }] : [];
  });
}
