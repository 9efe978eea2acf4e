import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../ui/page.tsx";
import { SearchBox } from "./search-box.tsx";
import { SearchResults } from "./search-results.tsx";

const route = getRouteApi("/app/search");

/** Searches all that the programs in one's terminals have printed. */
export function SearchPage(): ReactNode {
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title="Search" lead="All that your terminals have printed, those that are over too.">
      <SearchBox
        words={q}
        label="Search the output of all terminals"
        onChange={(words) => void navigate({ search: words ? { q: words } : {}, replace: true })}
      />
      <SearchResults query={q.trim()} />
    </Page>
  );
}
