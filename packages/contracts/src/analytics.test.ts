import { expect, test } from "vitest";
import { CreateBudget, UpdateBudget } from "./analytics.ts";

const id = "0190163d-8694-739b-aea5-000000000001";

test("a budget that is made gets what was left out, and one that is changed keeps it", () => {
  expect(CreateBudget.parse({ name: "A", unit: "usd", period: "day", limit: 1 })).toMatchObject({
    projectId: null,
    timeZone: "UTC",
    alertAt: [0.8, 1],
  });
  expect(UpdateBudget.parse({ id, name: "B" })).toEqual({ id, name: "B" });
});
