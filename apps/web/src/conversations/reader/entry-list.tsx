import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUpToLine } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useStore } from "../../store/use-store.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { sentenceOf } from "../../api/fault.ts";
import { countWords } from "../words.ts";
import type { Entries, Entry } from "./entries.ts";
import { EntryView } from "./entry-view.tsx";
import type { Transcript } from "./transcript.ts";

/** Heights before an entry is drawn, in pixels. */
const HEIGHTS: Readonly<Record<Entry["kind"], number>> = {
  prompt: 80,
  text: 110,
  thinking: 44,
  call: 130,
  result: 120,
  media: 36,
  error: 90,
  summary: 70,
  other: 36,
  mark: 44,
  quiet: 44,
};
/** Entries are read on when so little is left out of sight, in pixels. */
const AHEAD = 3_000;
/** Whoever is this close to the end, in pixels, follows it. */
const AT_END = 48;

interface EntryListProps {
  transcript: Transcript;
  shown: Entries;
  message: number | undefined;
}

/**
 * A conversation of any length, from the place where it was opened: only what is in sight is drawn, and what is looked at
 * stays where it is. Opened at another place, it is another list.
 */
export function EntryList({ transcript, shown, message }: EntryListProps): ReactNode {
  const { entries, places } = shown;
  const state = useStore(transcript.state);
  const { hasBefore, hasAfter, reading, failure, opened, place, arrived, index, total } = state;
  const scroller = useRef<HTMLElement>(null);
  const isPlaced = useRef(false);
  const [seen, setSeen] = useState(arrived);
  // oxlint-disable-next-line react/incompatible-library -- nothing that it answers is memoized here.
  const list = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => HEIGHTS[entries[at]?.kind ?? "text"],
    getItemKey: (at) => entries[at]?.key ?? at,
    overscan: 6,
    gap: 12,
    paddingStart: 16,
    paddingEnd: 56,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: AT_END,
  });
  const target = message === undefined ? undefined : places.get(message);
  const isAtEnd = !hasAfter && list.isAtEnd(AT_END);

  // Where it was opened, and then wherever the address leads.
  const shownAt = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (entries.length === 0) return;
    if (target !== undefined && message !== shownAt.current) list.scrollToIndex(target, { align: "start" });
    else if (!isPlaced.current && place === "end") list.scrollToEnd();
    if (!isPlaced.current && opened > 1) scroller.current?.focus({ preventScroll: true });
    isPlaced.current = true;
    shownAt.current = message;
  }, [entries.length, target, message, list, place, opened]);

  useEffect(() => {
    if (isAtEnd && seen !== arrived) setSeen(arrived);
  }, [isAtEnd, seen, arrived]);
  const items = list.getVirtualItems();
  useEffect(() => {
    const { current: box } = scroller;
    if (!box || reading !== null || failure !== null || !isPlaced.current) return;
    // The page is asked where it is scrolled to only when it may matter: that makes it lay itself out at once.
    const above = list.scrollOffset ?? 0;
    if (hasBefore && above < AHEAD && box.scrollTop < AHEAD) void transcript.more("before");
    else if (hasAfter && list.getTotalSize() - above - (list.scrollRect?.height ?? 0) < AHEAD) void transcript.more("after");
  });

  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label="Transcript"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys.
        tabIndex={0}
        data-testid="entries"
        className="@container absolute inset-0 overflow-y-auto [overflow-anchor:none]"
      >
        <div
          role="feed"
          aria-label="Entries"
          aria-busy={reading !== null}
          className="relative mx-auto max-w-4xl"
          style={{ height: list.getTotalSize() }}
        >
          {items.map(({ index: at, key, start }) => {
            const entry = entries[at];
            return (
              entry && (
                <article
                  key={key}
                  ref={list.measureElement}
                  data-index={at}
                  aria-posinset={index + at + 1}
                  aria-setsize={hasAfter ? -1 : Math.max(total, index + at + 1)}
                  className="absolute inset-x-0 top-0 px-6 max-sm:px-3 md:pr-20"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <EntryView entry={entry} named={at === target} />
                </article>
              )
            );
          })}
        </div>
        <Jumps list={list} transcript={transcript} count={arrived - seen} isAtEnd={isAtEnd} />
      </section>
      {failure !== null && (
        <div className="absolute inset-x-6 top-3">
          <Notice>
            {sentenceOf(failure)}{" "}
            <button type="button" className="underline" onClick={() => void transcript.again()}>
              Try again
            </button>
          </Notice>
        </div>
      )}
    </div>
  );
}

interface JumpsProps {
  list: Virtualizer<HTMLElement, Element>;
  transcript: Transcript;
  /** Entries that came below what is in sight. */
  count: number;
  isAtEnd: boolean;
}

/** The ways to both ends, where one is not there; what came meanwhile is counted and never scrolled to by itself. */
function Jumps({ list, transcript, count, isAtEnd }: JumpsProps): ReactNode {
  const { hasBefore, hasAfter } = useStore(transcript.state);
  const toEnd = (): void => {
    if (hasAfter) void transcript.open("end");
    else list.scrollToEnd();
  };
  const toBegin = (): void => {
    if (hasBefore) void transcript.open("begin");
    else list.scrollToIndex(0, { align: "start" });
  };
  const isAtBegin = !hasBefore && (list.scrollOffset ?? 0) < AT_END;
  return (
    // Within what scrolls, so that a wheel over the buttons scrolls too.
    <div className="pointer-events-none sticky bottom-11 flex h-0 justify-center gap-2 *:pointer-events-auto">
      <output className="sr-only">{count > 0 && `${countWords(count, "new entry", "new entries")} below`}</output>
      {!isAtBegin && (
        <Button onClick={toBegin} className="opacity-80 hover:opacity-100" aria-label="To the begin" title="To the begin">
          <ArrowUpToLine size={15} aria-hidden />
        </Button>
      )}
      {!isAtEnd && (
        <Button onClick={toEnd} tone={count > 0 ? "primary" : "plain"}>
          <ArrowDown size={15} aria-hidden />
          {count > 0 ? `${count.toLocaleString("en-US")} new` : "To the end"}
        </Button>
      )}
    </div>
  );
}
