import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { StaleNote } from "../terminals/stale-note.tsx";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { AuditRow } from "./audit-row.tsx";
import { type AuditSearch, filterOf } from "./audit-search.ts";
import type { Names } from "./who-words.ts";

/** While only the newest page is shown, what is new comes by itself, so often. */
const REFRESH_MS = 10_000;

/** What was done, newest first, in all five faces of a list. */
export function AuditList({ search, names }: { search: AuditSearch; names: Names }): ReactNode {
  const filter = filterOf(search);
  const log = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(filter, {
      getNextPageParam: ({ cursor }) => cursor,
      placeholderData: keepPreviousData,
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? REFRESH_MS : false),
    }),
  );
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <div className="overflow-hidden rounded border border-line bg-panel">
        {log.isPending && <SkeletonRows what="the audit log" />}
        {log.isError && !log.data && <FailureFace error={log.error} what="the audit log" onRetry={() => void log.refetch()} />}
        {log.isError && log.data && <StaleNote since={log.dataUpdatedAt} />}
        {log.data && entries.length === 0 && <Nothing filtered={Object.keys(filter).length > 0} />}
        {entries.length > 0 && (
          <ul aria-label="Audit log" className={cx((log.isError || log.isPlaceholderData) && "opacity-60")}>
            {entries.map((entry) => (
              <AuditRow key={entry.seq} entry={entry} names={names} search={search} />
            ))}
          </ul>
        )}
      </div>
      {log.hasNextPage && (
        <Button className="mt-3" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }): ReactNode {
  if (!filtered) return <Face icon={ScrollText} title="Nothing was done yet" />;
  return (
    <Face icon={SearchX} title="Nothing like that was done">
      <p>No entry passes all of these filters.</p>
    </Face>
  );
}
