import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PiggyBank, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { useMay } from "../session/needs.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Answered } from "../ui/answered.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";
import { Page } from "../ui/page.tsx";
import { BudgetDialog } from "./budget-dialog.tsx";
import { BudgetRow } from "./budget-row.tsx";
import { useBudgets } from "./use-budgets.ts";

/** How much may be spent, and how much is. */
export function BudgetsPage(): ReactNode {
  const budgets = useBudgets();
  const projects = useQuery(api.projects.list.queryOptions({ sort: "name", archived: true, limit: 200 }));
  const [adding, setAdding] = useState(false);
  const may = useMay();
  const nameOf = (id: string): string => {
    const project = projects.data?.projects.find((one) => one.id === id);
    return project ? plainTitle(project.name) : "one project";
  };
  const add = may("analytics.budgets.create") && (
    <Button tone="primary" onClick={() => setAdding(true)}>
      <Plus size={15} aria-hidden />
      New budget
    </Button>
  );
  return (
    <Page
      title="Budgets"
      lead="Tells you before too much is spent. Agents are not stopped by it."
      actions={
        <>
          <Link to="/analytics" className={buttonClass()}>
            Analytics
          </Link>
          {add}
        </>
      }
    >
      <div className="overflow-hidden rounded border border-line bg-panel">
        <Answered query={budgets} what="your budgets">
          {(list) =>
            list.length === 0 ? (
              <Face icon={PiggyBank} title="No budgets yet" action={add}>
                <p>
                  A budget is a limit in dollars, or in tokens where a plan has one, for a day, a week, a month or a five-hour
                  block.
                </p>
              </Face>
            ) : (
              <ul aria-label="Budgets">
                {list.map((budget) => (
                  <BudgetRow
                    key={budget.id}
                    budget={budget}
                    project={budget.projectId === null ? undefined : nameOf(budget.projectId)}
                  />
                ))}
              </ul>
            )
          }
        </Answered>
      </div>
      {adding && <BudgetDialog budget={null} onClose={() => setAdding(false)} />}
    </Page>
  );
}
