import type { Actor } from "@pilothouse/platform";
import type { TranscriptDeps } from "../deps.ts";
import { noBudget } from "./the-budget.ts";

export async function deleteBudget(deps: TranscriptDeps, { userId }: Actor, id: string): Promise<void> {
  if (!(await deps.own.deleteBudget(userId, id))) throw noBudget(id);
}
