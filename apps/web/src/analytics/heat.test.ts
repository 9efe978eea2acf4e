import { expect, test } from "vitest";
import { heatRows, weekdayName } from "./heat.ts";

test("a week has all its hours, and the busiest one is the hottest", () => {
  const rows = heatRows([
    { weekday: 1, hour: 9, prompts: 8 },
    { weekday: 1, hour: 10, prompts: 1 },
    { weekday: 7, hour: 23, prompts: 4 },
  ]);
  expect(rows.map(({ weekday, prompts, cells }) => [weekday, prompts, cells.length])).toEqual([
    [1, 9, 24],
    [2, 0, 24],
    [3, 0, 24],
    [4, 0, 24],
    [5, 0, 24],
    [6, 0, 24],
    [7, 4, 24],
  ]);
  expect([rows[0]?.cells[9]?.heat, rows[0]?.cells[10]?.heat, rows[6]?.cells[23]?.heat, rows[2]?.cells[0]?.heat]).toEqual([
    4, 1, 2, 0,
  ]);
});

test("without any prompt nothing is hot", () => {
  expect(heatRows([]).every(({ cells }) => cells.every(({ heat }) => heat === 0))).toBe(true);
});

test("the first day of the week is Monday", () => {
  expect([weekdayName(1, "long"), weekdayName(7, "short")]).toEqual(["Monday", "Sun"]);
});
