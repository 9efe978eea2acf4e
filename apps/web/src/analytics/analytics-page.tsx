import { getRouteApi, Link } from "@tanstack/react-router";
import { PiggyBank } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../time/use-now.ts";
import { buttonClass } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { ActivityPanel } from "./activity-panel.tsx";
import { AnalyticsFilters } from "./analytics-filters.tsx";
import { askedOf, daysOf } from "./analytics-search.ts";
import { CostPanels } from "./cost-panels.tsx";
import { ToolsPanel } from "./tools-panel.tsx";
import { TopPanels } from "./top-panels.tsx";
import { UsagePanel } from "./usage-panel.tsx";

const route = getRouteApi("/app/analytics");

/** What agents did and what it cost. */
export function AnalyticsPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(60_000);
  const asked = askedOf(search, now);
  const { period: _, ...chosen } = search;
  const filter = { ...chosen, ...daysOf(search, now) };
  return (
    <Page
      title="Analytics"
      lead="What your agents did and what it cost, as their transcripts say."
      actions={
        <Link to="/analytics/budgets" className={buttonClass()}>
          <PiggyBank size={15} aria-hidden />
          Budgets
        </Link>
      }
    >
      <AnalyticsFilters search={search} asked={asked} onChange={(next) => void navigate({ search: next, replace: true })} />
      <UsagePanel asked={asked} filter={filter} />
      <TopPanels asked={asked} filter={filter} />
      <ToolsPanel asked={asked} filter={filter} />
      <ActivityPanel asked={asked} filter={filter} />
      <CostPanels agent={search.agent} />
    </Page>
  );
}
