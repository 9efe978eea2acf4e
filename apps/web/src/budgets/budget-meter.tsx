import type { Budget } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import type { Tone } from "../terminals/describe.ts";
import { cx } from "../ui/cx.ts";
import { amountWords, budgetState, percentOf } from "./budget-words.ts";

const FILLS: Partial<Readonly<Record<Tone, string>>> = { failed: "bg-red", waiting: "bg-amber" };

/** How much of a budget is used up, as a bar; a line stands where it ends up at this pace. */
export function BudgetMeter({ budget }: { budget: Budget }): ReactNode {
  const { name, unit, used, limit, forecast } = budget;
  const percent = percentOf(budget);
  const { tone } = budgetState(budget);
  return (
    <div className="relative h-2 overflow-hidden rounded-sm bg-pressed">
      <meter
        className="absolute opacity-0"
        aria-label={`Used of ${name}`}
        max={limit}
        value={used}
        aria-valuetext={`${amountWords(unit, used)} of ${amountWords(unit, limit)}, ${percent} %`}
      />
      <div className={cx("h-full", FILLS[tone] ?? "bg-accent")} style={{ width: `${Math.min(percent, 100)}%` }} />
      {forecast > used && forecast <= limit && (
        <div className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: `calc(${(forecast / limit) * 100}% - 2px)` }} />
      )}
    </div>
  );
}
