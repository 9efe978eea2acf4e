import type { Budget, UpdateBudget } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";
import { noBudget, theBudget } from "./the-budget.ts";

/** One that is changed tells anew of what was reached already. */
export async function updateBudget(deps: TranscriptDeps, { userId }: Actor, input: UpdateBudget): Promise<Budget> {
  const before = (await deps.own.budgets(userId)).find(({ id }) => id === input.id);
  if (!before) throw noBudget(input.id);
  if (typeof input.projectId === "string") await ask(deps, userId, ["getProject", { id: input.projectId }]);
  const { name = before.name, unit = before.unit, period = before.period, limit: amount = before.amount } = input;
  const { projectId = before.projectId, timeZone = before.timeZone, alertAt = before.alertAt } = input;
  const after = { ...before, name, unit, period, amount, projectId, timeZone, alertAt, alerted: null, alertedFrom: null };
  await deps.own.updateBudget(after);
  return theBudget(deps, after);
}
