import type { BudgetPeriod, BudgetUnit } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type Sqlite from "better-sqlite3";
import { currentBlock } from "./blocks.ts";
import { Calendar } from "./calendar.ts";
import { RequestScan } from "./request-scan.ts";
import type { Sight } from "./sight.ts";
import { dollarsOf, NOTHING, tokensOf } from "./spent.ts";

export interface BudgetQuestion {
  readonly unit: BudgetUnit;
  readonly period: BudgetPeriod;
  readonly projectId: string | null;
  readonly timeZone: string;
}

/** What was used in the period of now, and what it comes to at the end of that, in the unit that was asked for. */
export interface BudgetFigures {
  readonly used: number;
  readonly forecast: number;
  readonly from: number;
  readonly to: number;
}

/** At its beginning a period says little of its end: it is taken to be as old as this part of it. */
const YOUNGEST = 0.1;

export function budgetFigures(db: Sqlite.Database, sight: Sight, questions: readonly BudgetQuestion[]): BudgetFigures[] {
  return questions.map((question) => figuresOf(db, sight, question));
}

function figuresOf(db: Sqlite.Database, sight: Sight, { unit, period, projectId, timeZone }: BudgetQuestion): BudgetFigures {
  const { now } = sight;
  const scan = scanOf(db, sight, projectId);
  const { from, to } =
    period === "block" ? currentBlock(new RequestScan(db, sight), now) : new Calendar(timeZone).period(period, now);
  const row = scan?.sums(from, now + 1) ?? NOTHING;
  const used = unit === "usd" ? dollarsOf(row) : tokensOf(row);
  const elapsed = Math.max(now - from, (to - from) * YOUNGEST);
  const forecast = used + (used / elapsed) * (to - now);
  return { used, forecast: unit === "usd" ? forecast : Math.round(forecast), from, to };
}

/** `null` where the project is not there any more: nothing is spent in it. */
function scanOf(db: Sqlite.Database, sight: Sight, projectId: string | null): RequestScan | null {
  try {
    return new RequestScan(db, sight, projectId === null ? {} : { projectId });
  } catch (error) {
    if (error instanceof Fault && error.kind === "not_found") return null;
    throw error;
  }
}
