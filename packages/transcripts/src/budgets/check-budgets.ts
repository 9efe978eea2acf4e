import type { Budget } from "@pilothouse/contracts";
import type { TranscriptDeps } from "../deps.ts";
import type { BudgetRecord } from "../own/own-store.ts";
import { describeBudgets } from "./describe-budgets.ts";

/** A budget of which more was used than it is to be told of. */
export interface BudgetAlert {
  readonly owner: string;
  readonly budget: Budget;
}

/** The budgets that have reached a part of their limit which was not told in this period; it counts as told from now on. */
export async function checkBudgets(deps: TranscriptDeps): Promise<BudgetAlert[]> {
  const byUser = Map.groupBy(await deps.own.budgets(), ({ userId }) => userId);
  const alerts: BudgetAlert[] = [];
  for (const [userId, records] of byUser) {
    try {
      for (const budget of await describeBudgets(deps, userId, records)) {
        const record = records.find(({ id }) => id === budget.id);
        const alert = record && (await reach(deps, record, budget));
        if (alert) alerts.push({ owner: `user:${userId}`, budget: alert });
      }
    } catch (error) {
      // What was found for others counts as told, so that it must be.
      deps.log.error({ err: error, userId }, "a user's budgets were not looked at");
    }
  }
  return alerts;
}

async function reach(deps: TranscriptDeps, record: BudgetRecord, budget: Budget): Promise<Budget | null> {
  const reached = Math.max(0, ...budget.alertAt.filter((part) => budget.used >= part * budget.limit));
  if (reached <= (budget.alerted ?? 0)) return null;
  // Whoever changed it while this was added up is told the next time, by what it is now.
  const isTold = await deps.own.tellBudget(record, { alerted: reached, alertedFrom: budget.from });
  return isTold ? { ...budget, alerted: reached } : null;
}
