import { CreateBudget } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { BudgetForm, budgetOf, formOf } from "./budget-form.ts";

const typed = { ...formOf(null), name: " Team ", limit: "1,200.50" };

test("what is typed is what the server takes", () => {
  const budget = budgetOf(BudgetForm.parse(typed));
  expect(CreateBudget.parse(budget)).toMatchObject({ name: "Team", limit: 1_200.5, projectId: null, alertAt: [0.8, 1] });
});

test("a budget that is changed stands in the form as it was typed", () => {
  const budget = { ...budgetOf(BudgetForm.parse({ ...typed, alertAt: "12.5 %, 90", projectId: "p" })), id: "b" };
  const now = { used: 0, forecast: 0, left: 0, from: 0, to: 1, alerted: null };
  expect(formOf({ ...budget, ...now })).toEqual({ ...typed, name: "Team", limit: "1200.5", alertAt: "12.5, 90", projectId: "p" });
});

test.each([
  [{ limit: "" }, "enter a number above 0"],
  [{ limit: "much" }, "enter a number above 0"],
  [{ limit: "-1" }, "enter a number above 0"],
  [{ limit: "1,5" }, "write it as in 1,200.50"],
  [{ limit: "1.200,50" }, "write it as in 1,200.50"],
  [{ alertAt: "often" }, "write parts of the limit in percent, such as 80, 100"],
  [{ alertAt: "0" }, "write parts of the limit in percent, such as 80, 100"],
  [{ name: " " }, "enter a name"],
])("%o is not taken: %s", (change, problem) => {
  const read = BudgetForm.safeParse({ ...typed, ...change });
  expect(read.error?.issues[0]?.message).toBe(problem);
});

test("a budget that tells of nothing has no parts", () => {
  expect(BudgetForm.parse({ ...typed, alertAt: "" }).alertAt).toEqual([]);
});
