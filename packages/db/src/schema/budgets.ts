import type { BudgetPeriod, BudgetUnit } from "@pilothouse/contracts";

export interface BudgetsTable {
  id: string;
  userId: string;
  name: string;
  unit: BudgetUnit;
  period: BudgetPeriod;
  /** In its unit. */
  amount: number;
  projectId: string | null;
  timeZone: string;
  /** A JSON array of parts of the amount. */
  alertAt: string;
  /** The highest of these that was told in the period that began at `alertedFrom`. */
  alerted: number | null;
  alertedFrom: number | null;
  createdAt: number;
}
