import type { Budget } from "@pilothouse/contracts";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";
import type { BudgetRecord } from "../own/own-store.ts";
import type { BudgetFigures } from "../read/budget-figures.ts";

/** One user's budgets, with what was used of them in their periods of now. */
export async function describeBudgets(deps: TranscriptDeps, userId: string, records: readonly BudgetRecord[]): Promise<Budget[]> {
  if (records.length === 0) return [];
  const questions = records.map(({ unit, period, projectId, timeZone }) => ({ unit, period, projectId, timeZone }));
  const figures = await ask(deps, userId, ["budgetFigures", questions]);
  return records.flatMap((record, at) => {
    const one = figures[at];
    return one ? [describe(record, one)] : [];
  });
}

function describe(record: BudgetRecord, { used, forecast, from, to }: BudgetFigures): Budget {
  const { id, name, unit, period, amount, projectId, timeZone, alertAt, alerted, alertedFrom } = record;
  return {
    id,
    name,
    unit,
    period,
    limit: amount,
    projectId,
    timeZone,
    alertAt: [...alertAt],
    used,
    forecast,
    left: amount - used,
    from,
    to,
    alerted: alertedFrom === from ? alerted : null,
  };
}
