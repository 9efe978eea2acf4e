import { type Budget, CreateBudget, LIMITS } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";
import type { BudgetRecord } from "../own/own-store.ts";
import { theBudget } from "./the-budget.ts";

/** Fault `quota` with the limit when the actor has too many, `not_found` for a project that the actor does not see. */
export async function createBudget(deps: TranscriptDeps, { userId }: Actor, input: CreateBudget): Promise<Budget> {
  const { limit: amount, ...asked } = CreateBudget.parse(input);
  if (asked.projectId !== null) await ask(deps, userId, ["getProject", { id: asked.projectId }]);
  const never = { alerted: null, alertedFrom: null };
  const budget: BudgetRecord = { id: newId(), userId, ...asked, amount, ...never, createdAt: deps.clock.now() };
  const limit = LIMITS.budgetsPerUser;
  if (!(await deps.own.addBudget(budget, limit))) {
    throw new Fault("quota", `you can have at most ${limit} budgets; delete one first`, { limit });
  }
  return theBudget(deps, budget);
}
