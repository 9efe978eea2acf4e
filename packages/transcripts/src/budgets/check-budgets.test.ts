import type { CreateBudget } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { kyselyOwnStore } from "../own/kysely-own-store.ts";
import { NOW } from "../read/testing/test-store.ts";
import { ADA, BOB, openAnswers } from "../test-answers.ts";

const A_DAY: CreateBudget = { name: "A day", unit: "usd", period: "day", limit: 10, alertAt: [0.5] };

test("what somebody makes of a budget while it is looked at stays so, and nothing is told twice", async () => {
  await using all = await openAnswers();
  const own = kyselyOwnStore(all.db);
  const { budgets } = all.transcripts.analytics;
  const { id } = await budgets.create(all.ada, A_DAY);
  const told = { alerted: 0.5, alertedFrom: NOW };
  const known = (await own.budgets())[0];
  await budgets.update(all.ada, { id, name: "More", limit: 100 });
  expect(known && (await own.tellBudget(known, told))).toBe(false);
  const changed = (await own.budgets())[0];
  expect(changed).toMatchObject({ name: "More", amount: 100, alerted: null });
  expect(changed && (await own.tellBudget(changed, told))).toBe(true);
  expect(changed && (await own.tellBudget(changed, told))).toBe(false);
  expect(await own.budgets()).toMatchObject([{ name: "More", ...told }]);
});

test("a budget that cannot be looked at keeps nobody else from being told", async () => {
  await using all = await openAnswers();
  const owner = `user:${ADA}`;
  all.store.request(all.store.conversation({ owner }), { owner, at: NOW, cost_nanos: 7_500_000_000 });
  const { budgets } = all.transcripts.analytics;
  await budgets.create(all.ada, A_DAY);
  await budgets.create(all.bob, A_DAY);
  all.teams.get = (userId) => {
    if (userId === BOB) throw new Error("nothing is known of him");
    return [];
  };
  expect(await all.transcripts.checkBudgets()).toMatchObject([{ owner }]);
});
