import { expect, test } from "vitest";
import { sumDays } from "./sum-days.ts";

const day = (name: string, prompts: number) => ({
  day: name,
  prompts,
  answers: 1,
  toolCalls: 2,
  toolErrors: 1,
  conversations: 1,
});

test("days are put together into the week or month that they are in", () => {
  const days = [day("2026-03-02", 1), day("2026-03-08", 2), day("2026-03-09", 4), day("2026-02-28", 8), day("unknown", 16)];
  expect(sumDays(days, "week").map(({ key, prompts }) => [key, prompts])).toEqual([
    ["2026-02-23", 8],
    ["2026-03-02", 3],
    ["2026-03-09", 4],
  ]);
  expect(sumDays(days, "month")).toEqual([
    { key: "2026-02", prompts: 8, answers: 1, toolCalls: 2, toolErrors: 1 },
    { key: "2026-03", prompts: 7, answers: 3, toolCalls: 6, toolErrors: 3 },
  ]);
  expect(sumDays(days, "day")).toHaveLength(4);
});
