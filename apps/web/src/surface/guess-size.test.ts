import { expect, test } from "vitest";
import { guessSize } from "./guess-size.ts";

test("the guessed size is one that the server takes, on a watch and on a wall", () => {
  expect(guessSize({ width: 1, height: 1, fontSize: 24 })).toEqual({ cols: 20, rows: 5 });
  expect(guessSize({ width: 100_000, height: 100_000, fontSize: 9 })).toEqual({ cols: 1_000, rows: 500 });
});
