import type { Budget } from "@pilothouse/contracts";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMay } from "../session/needs.ts";
import { exactTime } from "../time/relative.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { BudgetDialog } from "./budget-dialog.tsx";
import { BudgetMeter } from "./budget-meter.tsx";
import { amountWords, BUDGET_PERIODS, budgetState, percentOf } from "./budget-words.ts";
import { DeleteBudgetDialog } from "./delete-budget-dialog.tsx";

interface BudgetRowProps {
  budget: Budget;
  /** `undefined`: it is for all projects. */
  project: string | undefined;
}

/** One budget: what is used, what is left, and where it is going. */
export function BudgetRow({ budget, project }: BudgetRowProps): ReactNode {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const may = useMay();
  const { name, unit, period, used, limit, forecast, left, to } = budget;
  const amount = (of: number): string => amountWords(unit, of);
  return (
    <li className="border-b border-line px-3 py-2.5 last:border-0">
      <div className="mb-2 flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-xs text-ink-faint">
            {BUDGET_PERIODS[period]}, {project ?? "all projects"}
          </span>
        </div>
        <StateMark state={budgetState(budget)} words />
        {may("analytics.budgets.update") && (
          <Menu
            trigger={<IconButton icon={Ellipsis} label={`More about ${name}`} />}
            groups={[
              [{ label: "Edit budget…", icon: Pencil, run: () => setOpen("edit") }],
              [{ label: "Delete budget…", icon: Trash2, danger: true, run: () => setOpen("delete") }],
            ]}
          />
        )}
      </div>
      <BudgetMeter budget={budget} />
      <div className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-xs text-ink-soft tabular-nums">
        <span>
          {amount(used)} of {amount(limit)} used ({percentOf(budget)} %)
        </span>
        <span title={`At the end of the period, ${exactTime(to)}`}>Forecast: {amount(forecast)}</span>
        <span>{left >= 0 ? `${amount(left)} left` : `${amount(-left)} over`}</span>
      </div>
      {open === "edit" && <BudgetDialog budget={budget} onClose={() => setOpen(null)} />}
      {open === "delete" && <DeleteBudgetDialog budget={budget} onClose={() => setOpen(null)} />}
    </li>
  );
}
