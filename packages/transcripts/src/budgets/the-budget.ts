import type { Budget } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { TranscriptDeps } from "../deps.ts";
import type { BudgetRecord } from "../own/own-store.ts";
import { describeBudgets } from "./describe-budgets.ts";

export function noBudget(id: string): Fault {
  return new Fault("not_found", `there is no budget ${id}`);
}

export async function theBudget(deps: TranscriptDeps, record: BudgetRecord): Promise<Budget> {
  const [budget] = await describeBudgets(deps, record.userId, [record]);
  if (!budget) throw noBudget(record.id);
  return budget;
}
