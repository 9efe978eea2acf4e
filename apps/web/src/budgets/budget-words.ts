import type { Budget, BudgetPeriod } from "@pilothouse/contracts";
import type { StateWords } from "../terminals/describe.ts";
import { formatTokens } from "../words/format-tokens.ts";
import { formatUsd } from "../words/format-usd.ts";

export const BUDGET_PERIODS: Readonly<Record<BudgetPeriod, string>> = {
  block: "Five-hour block",
  day: "Day",
  week: "Week",
  month: "Month",
};

/** An amount in the budget's unit: `$12.50`, `1.2M tokens`. */
export function amountWords(unit: Budget["unit"], amount: number): string {
  return unit === "usd" ? formatUsd(amount) : `${formatTokens(amount)} tokens`;
}

/** How much of it is used up, in whole percent. */
export function percentOf({ used, limit }: Pick<Budget, "used" | "limit">): number {
  return limit > 0 ? Math.floor((used / limit) * 100) : 0;
}

/** How a budget stands. */
export function budgetState(budget: Pick<Budget, "used" | "limit" | "forecast" | "alertAt">): StateWords {
  const { used, limit, forecast, alertAt } = budget;
  if (used > limit) return { tone: "failed", words: "Over budget" };
  const told = Math.max(0, ...alertAt.filter((part) => used >= part * limit));
  if (told > 0) return { tone: "waiting", words: `${Math.round(told * 100)} % reached` };
  if (forecast > limit) return { tone: "waiting", words: "Will go over at this pace" };
  return { tone: "done", words: "Within budget" };
}

/** What is told when a part of a budget is used up. */
export function alertWords({ name, unit, used, limit }: Budget): string {
  const part = `${amountWords(unit, used)} of ${amountWords(unit, limit)}`;
  return used > limit ? `Over budget “${name}”: ${part}` : `Budget “${name}”: ${part} used`;
}
