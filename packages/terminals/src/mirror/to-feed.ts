import type { Question, ReadResult } from "../port.ts";
import type { FeedItem } from "./worker-messages.ts";

interface Run {
  readonly offset: number;
  readonly views: Uint8Array[];
}

/** Output, and what is asked in it, each question behind its query. */
function withQuestions({ offset, views }: Run, questions: readonly Question[]): FeedItem[] {
  const items: FeedItem[] = [];
  let at = offset;
  let rest = views;
  const outputTo = (to: number) => {
    const [before, behind] = cutAt(rest, to - at);
    if (before.length > 0) items.push({ offset: at, views: before });
    rest = behind;
    at = to;
  };
  const end = offset + views.reduce((sum, { length }) => sum + length, 0);
  for (const question of questions) {
    if (question.offset <= offset || question.offset > end) continue;
    outputTo(question.offset);
    items.push({ question });
  }
  outputTo(end);
  return items;
}

/** The first `count` bytes, and the rest. */
function cutAt(views: readonly Uint8Array[], count: number): [Uint8Array[], Uint8Array[]] {
  const before: Uint8Array[] = [];
  const behind: Uint8Array[] = [];
  let room = count;
  for (const view of views) {
    const cut = Math.min(room, view.length);
    if (cut > 0) before.push(view.subarray(0, cut));
    if (cut < view.length) behind.push(view.subarray(cut));
    room -= cut;
  }
  return [before, behind];
}

/** What of a recording changes a screen, and the questions in it that are to be answered. */
export function toFeed(items: ReadResult["items"], questions: readonly Question[] = []): FeedItem[] {
  const feed: FeedItem[] = [];
  let run: Run | null = null;
  const endRun = () => {
    if (run) feed.push(...withQuestions(run, questions));
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
