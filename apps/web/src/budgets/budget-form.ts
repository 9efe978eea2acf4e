import { type Budget, BudgetPeriod, BudgetUnit, CreateBudget } from "@pilothouse/contracts";
import { z } from "zod";
import { viewerZone } from "../time/days.ts";

const LIMIT = "enter a number above 0";
const COMMA = "write it as in 1,200.50";
const ALERTS = "write parts of the limit in percent, such as 80, 100";

/** A comma is between thousands; where it stands for a point, the limit would be another one. */
const COMMAS = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

const Limit = z
  .string()
  .trim()
  .refine((text) => !text.includes(",") || COMMAS.test(text), COMMA)
  .transform((text) => Number(text.replaceAll(",", "")))
  .refine((limit) => limit > 0 && CreateBudget.shape.limit.safeParse(limit).success, LIMIT);

const Alerts = z
  .string()
  .transform((text) =>
    text
      .split(/[\s,;%]+/)
      .filter(Boolean)
      .map((part) => Number(part) / 100),
  )
  .refine((parts) => CreateBudget.shape.alertAt.safeParse(parts).success, ALERTS);

/** A budget as it is typed. */
export const BudgetForm = z.object({
  name: CreateBudget.shape.name,
  unit: BudgetUnit,
  period: BudgetPeriod,
  limit: Limit,
  /** Empty: all of them. */
  projectId: z.string().transform((id) => (id === "" ? null : id)),
  alertAt: Alerts,
});

/** What stands in the form at first: a budget's own, or what is usual. */
export function formOf(budget: Budget | null): z.input<typeof BudgetForm> {
  if (!budget) return { name: "", unit: "usd", period: "month", limit: "", projectId: "", alertAt: "80, 100" };
  const { name, unit, period, limit, projectId, alertAt } = budget;
  const parts = alertAt.map((part) => Math.round(part * 1_000) / 10).join(", ");
  return { name, unit, period, limit: String(limit), projectId: projectId ?? "", alertAt: parts };
}

/** What the server is told. The days of a budget are those of who makes it. */
export function budgetOf(form: z.output<typeof BudgetForm>): z.output<typeof CreateBudget> {
  return { ...form, timeZone: viewerZone() };
}
