import { getRouteApi, Outlet, useMatch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";
import { ConversationFilters } from "./conversation-filters.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { type ConversationsSearch, conversationsSearch, listOf, readerSearch } from "./conversations-search.ts";
import { useConversations } from "./use-conversations.ts";

const route = getRouteApi("/app/conversations");

/** The list of conversations, and the one that is open beside it, or over it where there is no room for both. */
export function ConversationsPage(): ReactNode {
  const search = conversationsSearch({ ...route.useSearch() });
  const navigate = route.useNavigate();
  const reader = useMatch({ from: "/app/conversations/$id", shouldThrow: false });
  const view = useConversations(listOf(search));
  const open = reader !== undefined;
  const change = (next: ConversationsSearch): void => {
    const path = reader ? ({ to: "/conversations/$id", params: reader.params } as const) : ({ to: "/conversations" } as const);
    void navigate({ ...path, search: { ...next, ...(reader && readerSearch({ ...reader.search })) }, replace: true });
  };
  const Title = open ? "h2" : "h1";
  return (
    <div className="relative flex min-h-0 flex-1">
      <section
        aria-label="List of conversations"
        className={cx(
          "flex min-h-0 min-w-0 flex-col bg-panel",
          // Out of sight it keeps its place.
          open && "w-96 shrink-0 border-r border-line max-xl:invisible max-xl:absolute max-xl:inset-0 max-xl:w-auto",
          reader?.search.panel && "max-2xl:invisible max-2xl:absolute max-2xl:inset-0 max-2xl:w-auto",
          !open && "flex-1",
        )}
      >
        <Title className="px-3 pt-3 text-lg font-semibold">Conversations</Title>
        <ConversationFilters search={search} conversations={view.conversations} onChange={change} />
        <ConversationList view={view} search={search} onClear={() => change({})} />
      </section>
      <Outlet />
    </div>
  );
}
