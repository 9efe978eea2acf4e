import type { Budget } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { TranscriptDeps } from "../deps.ts";
import { describeBudgets } from "./describe-budgets.ts";

export async function listBudgets(deps: TranscriptDeps, { userId }: Actor): Promise<Budget[]> {
  return describeBudgets(deps, userId, await deps.own.budgets(userId));
}
