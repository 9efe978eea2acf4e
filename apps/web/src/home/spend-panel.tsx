import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useCost } from "../analytics/use-cost.ts";
import { BudgetMeter } from "../budgets/budget-meter.tsx";
import { amountWords, BUDGET_PERIODS, budgetState, percentOf } from "../budgets/budget-words.ts";
import { useBudgets } from "../budgets/use-budgets.ts";
import { Answered } from "../ui/answered.tsx";
import { Figures } from "../ui/figures.tsx";
import { Panel } from "../ui/page.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, formatForecast, unpricedWords } from "../words/format-usd.ts";

const LINK = "text-accent hover:underline";
/** Budgets that are told here, those nearest to their limit first. */
const MOST = 3;

/** What was spent today, against what may be. */
export function SpendPanel(): ReactNode {
  const cost = useCost();
  const budgets = useBudgets();
  const nearest = (budgets.data ?? []).toSorted((one, other) => percentOf(other) - percentOf(one)).slice(0, MOST);
  return (
    <Panel
      title="Spend"
      aside={
        <Link to="/analytics" className={LINK}>
          Analytics
        </Link>
      }
    >
      <Answered query={cost} what="what was spent" rows={1}>
        {({ today, yesterday, month, forecastMonthUsd }) => (
          <Figures
            label="Spend"
            figures={[
              {
                name: "Today",
                value: formatCost(today),
                title: exactTokens(tokensOf(today)),
                note: unpricedWords(today.unpricedRequests) ?? `${formatTokens(tokensOf(today))} tokens`,
              },
              { name: "Yesterday", value: formatCost(yesterday), title: exactTokens(tokensOf(yesterday)) },
              { name: "This month", value: formatCost(month), title: exactTokens(tokensOf(month)) },
              { name: "Forecast of the month", value: formatForecast({ month, forecastMonthUsd }) },
            ]}
          />
        )}
      </Answered>
      {nearest.length > 0 && (
        <ul aria-label="Budgets" className="border-t border-line">
          {nearest.map((budget) => (
            <li key={budget.id} className="border-b border-line px-3 py-2 last:border-0">
              <div className="mb-1.5 flex items-center gap-3">
                <Link to="/analytics/budgets" className="min-w-0 truncate font-medium hover:text-accent hover:underline">
                  {budget.name}
                </Link>
                <span className="text-xs text-ink-faint">{BUDGET_PERIODS[budget.period]}</span>
                <span className="ml-auto text-xs text-ink-soft tabular-nums">
                  {amountWords(budget.unit, budget.used)} of {amountWords(budget.unit, budget.limit)}
                </span>
                <StateMark state={budgetState(budget)} />
              </div>
              <BudgetMeter budget={budget} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
