import type { ListConversations } from "@pilothouse/contracts";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api } from "../api/query.ts";
import type { EventListener } from "../events/event-hub.ts";
import { useEvents } from "../events/use-events.ts";
import { useRereading } from "../events/use-rereading.ts";
import { changePages, conversationsOf } from "./change-pages.ts";

const CHANNELS = ["conversations"] as const;
/** A list whose order changes is read anew so often at most, in milliseconds; one of many pages less often. */
const REREAD_MS = 1_000;
const REREAD_MANY_MS = 10_000;
const MANY_PAGES = 3;
/** A row that came while the list was looked at counts as new for so long, its way into the list included. */
const NEW_MS = 4_000;

/** The conversations that a filter lets through, page by page, kept as they are now. */
export function useConversations(filter: ListConversations) {
  const queries = useQueryClient();
  const options = api.conversations.list.infiniteQueryOptions(filter, {
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const list = useInfiniteQuery(options);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const pages = list.data?.pages;
  const conversations = useMemo(() => conversationsOf(pages ?? []), [pages]);
  const ask = useRereading();
  const read = async (): Promise<void> => {
    // A page that is on its way is waited for: on a slow line it would never come.
    if (queries.getQueryState(options.queryKey)?.fetchStatus !== "idle") await list.refetch({ cancelRefetch: false });
    await list.refetch({ cancelRefetch: false });
  };
  const reread = (): void => ask(read, (pages?.length ?? 0) > MANY_PAGES ? REREAD_MANY_MS : REREAD_MS);
  const arrive = (id: string): void => {
    setArrived((before) => new Set([...before, id]));
    setTimeout(() => setArrived((before) => new Set([...before].filter((other) => other !== id))), NEW_MS);
  };
  const onEvent: EventListener = (event) => {
    if (event.type === "refresh" && list.isFetched) reread();
    if (event.type !== "conversation") return;
    // What is drawn may be older than what came with the event before.
    const held = queries.getQueryData(options.queryKey);
    const changed = held && changePages(held.pages, event.conversation);
    if (changed) queries.setQueryData(options.queryKey, { ...held, pages: changed });
    else arrive(event.conversation.id);
    // Where it stands may have changed, or whether it is in the list at all.
    reread();
  };
  useEvents(CHANNELS, onEvent);
  return { list, conversations, arrived };
}
