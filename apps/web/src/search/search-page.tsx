import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";
import { Page } from "../ui/page.tsx";
import { ConversationResults } from "./conversation-results.tsx";
import type { OutputSearch } from "./search-params.ts";
import { SearchBox } from "./search-box.tsx";
import { SearchResults } from "./search-results.tsx";
import { TextSwitches } from "./text-switches.tsx";

const route = getRouteApi("/app/search");

/** Searches all that the programs in one's terminals have printed, or what was said in conversations. */
export function SearchPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const inConversations = search.in === "conversations";
  const query = search.q?.trim() ?? "";
  const show = (next: OutputSearch): void => void navigate({ search: next, replace: true });
  const { q: _, ...rest } = search;
  return (
    <Page
      title="Search"
      lead={
        inConversations
          ? "What people and agents wrote in conversations."
          : "All that your terminals have printed, those that are over too."
      }
    >
      <Kinds search={search} />
      <SearchBox
        words={search.q ?? ""}
        label={inConversations ? "Search all conversations" : "Search the output of all terminals"}
        onChange={(q) => show(q === "" ? rest : { ...rest, q })}
      />
      {inConversations && <TextSwitches search={search} onChange={show} />}
      {inConversations ? <ConversationResults query={query} texts={search.texts} /> : <SearchResults query={query} />}
    </Page>
  );
}

const TAB = "inline-flex h-8 items-center border-b-2 px-1 max-sm:h-11";

/** Where to look. The words stay. */
function Kinds({ search: { q } }: { search: OutputSearch }): ReactNode {
  const words = q === undefined ? {} : { q };
  const kinds = [
    { label: "Terminals", search: { ...words, in: undefined } },
    { label: "Conversations", search: { ...words, in: "conversations" as const } },
  ];
  return (
    <nav aria-label="Where to search" className="mb-3 flex gap-4 border-b border-line">
      {kinds.map(({ label, search }) => (
        <Link
          key={label}
          to="/search"
          search={search}
          replace
          activeOptions={{ explicitUndefined: true }}
          activeProps={{ className: cx(TAB, "border-accent font-medium text-ink") }}
          inactiveProps={{ className: cx(TAB, "border-transparent text-ink-soft hover:text-ink") }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
