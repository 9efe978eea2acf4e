import { joined } from "@pilothouse/contracts/wire";
import type { Question, ReadResult } from "../port.ts";
import type { FeedItem } from "./worker-messages.ts";

/** Output, and what is asked in it, each question behind its query. */
function withQuestions(offset: number, bytes: Uint8Array<ArrayBuffer>, questions: readonly Question[]): FeedItem[] {
  const items: FeedItem[] = [];
  let from = 0;
  const outputTo = (to: number) => {
    if (to > from) items.push({ offset: offset + from, bytes: bytes.subarray(from, to) });
    from = to;
  };
  for (const question of questions) {
    if (question.offset <= offset || question.offset > offset + bytes.length) continue;
    outputTo(question.offset - offset);
    items.push({ question });
  }
  outputTo(bytes.length);
  return items;
}

/** What of a recording changes a screen, and the questions in it that are to be answered. */
export function toFeed(items: ReadResult["items"], questions: readonly Question[] = []): FeedItem[] {
  const feed: FeedItem[] = [];
  let run: { readonly offset: number; readonly views: Uint8Array[] } | null = null;
  const endRun = () => {
    // The bytes are copied, because the engine's are views of memory that all readers share.
    if (run) feed.push(...withQuestions(run.offset, joined(run.views), questions));
    run = null;
  };
  for (const { item } of items) {
    if (item.type === "data") {
      run ??= { offset: item.offset, views: [] };
      run.views.push(item.bytes);
      continue;
    }
    // A mark changes nothing on the screen.
    if (item.type === "mark") continue;
    endRun();
    if (item.type === "reset") feed.push({ reset: item.output });
    else if (item.type === "resize") feed.push({ cols: item.cols, rows: item.rows });
  }
  endRun();
  return feed;
}
