import { useVirtualizer } from "@tanstack/react-virtual";
import { MessagesSquare, SearchX } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { link } from "../api/link.ts";
import { useStore } from "../store/use-store.ts";
import { StaleNote } from "../terminals/stale-note.tsx";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { COLUMNS, ConversationRow } from "./conversation-row.tsx";
import type { ConversationsSearch } from "./conversations-search.ts";
import type { useConversations } from "./use-conversations.ts";
import { useRowKeys } from "./use-row-keys.ts";

const ROW_HEIGHT = 36;
/** The next page is asked for when so many rows are left below. */
const AHEAD = 20;

interface ConversationListProps {
  view: ReturnType<typeof useConversations>;
  search: ConversationsSearch;
  onClear: () => void;
}

/** Conversations in all five faces of a list; only the rows in sight are drawn. */
export function ConversationList({ view, search, onClear }: ConversationListProps): ReactNode {
  const { list, conversations } = view;
  const { state, since } = useStore(link);
  if (list.isPending) return <SkeletonRows what="conversations" rows={8} />;
  if (list.isError && !list.data)
    return <FailureFace error={list.error} what="conversations" onRetry={() => void list.refetch()} />;
  if (conversations.length === 0) return <Nothing filtered={isFiltered(search)} onClear={onClear} />;
  const stale = state === "down" || list.isError;
  return (
    <>
      {stale && <StaleNote since={state === "down" ? since : list.dataUpdatedAt} />}
      <Rows view={view} dimmed={stale || list.isPlaceholderData} />
    </>
  );
}

/** Whether something may be left out; the order leaves nothing out. */
function isFiltered({ sort: _sort, order: _order, ...filters }: ConversationsSearch): boolean {
  return Object.keys(filters).length > 0;
}

function Rows({ view, dimmed }: { view: ConversationListProps["view"]; dimmed: boolean }): ReactNode {
  const { list, conversations, arrived } = view;
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing that it answers is memoized here.
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 8,
  });
  const onKeyDown = useRowKeys({ list: scroller, count: conversations.length, showRow: (index) => rows.scrollToIndex(index) });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  const goOn = last >= conversations.length - AHEAD && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  return (
    <div
      ref={scroller}
      className={cx("@container min-h-0 flex-1 overflow-y-auto", dimmed && "opacity-60")}
      aria-busy={isFetching}
    >
      <Heads />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the links inside. */}
      <ul aria-label="Conversations" className="relative" style={{ height: rows.getTotalSize() }} onKeyDown={onKeyDown}>
        {items.map(({ index, key, start }) => {
          const conversation = conversations[index];
          return (
            conversation && (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={hasNextPage ? -1 : conversations.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0 border-b border-line"
                style={{ transform: `translateY(${start}px)` }}
              >
                <ConversationRow conversation={conversation} isNew={arrived.has(conversation.id)} />
              </li>
            )
          );
        })}
      </ul>
      {isError && (
        <div className="p-3">
          <Button onClick={() => void fetchNextPage()}>Load more</Button>
        </div>
      )}
    </div>
  );
}

/** What the columns are. Screen readers hear it in each row. */
function Heads(): ReactNode {
  return (
    <div
      aria-hidden
      className={cx(
        "sticky top-0 z-10 grid h-7 items-center gap-x-2.5 border-b border-line bg-panel px-3 text-xs text-ink-faint @max-3xl:hidden",
        COLUMNS,
      )}
    >
      <span>Status</span>
      <span>Title</span>
      <span>Project</span>
      <span className="@max-5xl:hidden">Branch</span>
      <span>Model</span>
      <span className="@max-5xl:hidden">Agent</span>
      <span className="text-right">Prompts</span>
      <span className="text-right">Tokens</span>
      <span className="text-right">Cost</span>
      <span className="text-right">When</span>
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }): ReactNode {
  if (filtered)
    return (
      <Face icon={SearchX} title="No conversation matches" action={<Button onClick={onClear}>Clear filters</Button>}>
        <p>None passes all of these filters.</p>
      </Face>
    );
  return (
    <Face icon={MessagesSquare} title="No conversations yet">
      <p>
        Agents write down what they do. Start <code className="font-mono">claude</code>, <code className="font-mono">codex</code>{" "}
        or <code className="font-mono">gemini</code> in a terminal, and it appears here while it works.
      </p>
    </Face>
  );
}
