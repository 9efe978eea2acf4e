import type { Question, ReadResult } from "../port.ts";
import type { FeedItem } from "./worker-messages.ts";

/** Output, and what is asked in it, each question behind its query. */
function withQuestions(offset: number, bytes: Uint8Array, questions: readonly Question[]): FeedItem[] {
  const items: FeedItem[] = [];
  let from = 0;
  // The bytes are copied, because the engine's are views of memory that all readers share.
  const outputTo = (to: number) => {
    if (to > from) items.push({ offset: offset + from, bytes: new Uint8Array(bytes.subarray(from, to)) });
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
  return items.flatMap(({ item }): FeedItem[] => {
    if (item.type === "data") return withQuestions(item.offset, item.bytes, questions);
    if (item.type === "reset") return [{ reset: item.output }];
    return item.type === "resize" ? [{ cols: item.cols, rows: item.rows }] : [];
  });
}
