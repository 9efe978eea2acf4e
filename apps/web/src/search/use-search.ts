import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api/query.ts";

/** While the index lags behind, the same is asked again after so long, in milliseconds. */
const BEHIND_MS = 2_000;

/** What the output of one's terminals, or of one of them, has of the words; the last answer stays until the next one is there. */
export function useSearch(query: string, terminalId?: string) {
  const found = useInfiniteQuery(
    api.terminals.search.infiniteQueryOptions(
      { query, ...(terminalId === undefined ? {} : { terminalIds: [terminalId] }) },
      {
        enabled: query !== "",
        getNextPageParam: ({ next }) => next,
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) => ((state.data?.pages.at(-1)?.behind ?? 0) > 0 ? BEHIND_MS : false),
      },
    ),
  );
  const { hasNextPage, isFetching, isError, fetchNextPage } = found;
  const hits = found.data?.pages.flatMap((page) => page.hits) ?? [];
  // A page is what can be looked through in a moment, and may have found nothing yet.
  const goOn = query !== "" && hits.length === 0 && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  return { found, hits, behind: found.data?.pages.at(-1)?.behind ?? 0 };
}
