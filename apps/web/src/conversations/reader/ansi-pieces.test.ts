import { expect, test } from "vitest";
import { ansiPieces } from "./ansi-pieces.ts";

const shown = (output: string) => ansiPieces(output).map(({ text, colour, bold }) => `${bold ? "*" : ""}${colour ?? ""}:${text}`);

test("colours of a terminal are told apart", () => {
  expect(shown("\u001b[1;31mFAIL\u001b[0m one \u001b[32mok\u001b[39m\u001b[2m (3 ms)\u001b[22m")).toEqual([
    "*red:FAIL",
    ": one ",
    "green:ok",
    "faint: (3 ms)",
  ]);
  expect(shown("\u001b[92mbright\u001b[m plain")).toEqual(["green:bright", ": plain"]);
});

test("a number of another colour is no colour of these", () => {
  expect(shown("\u001b[38;2;31;200;3mtrue colour")).toHaveLength(1);
  expect(shown("\u001b[48;5;9mground")).toEqual([":ground"]);
});

test("output that does nothing but change colours is shown without them", () => {
  expect(shown("\u001b[31mx\u001b[32my".repeat(50_000))).toEqual([`:${"xy".repeat(50_000)}`]);
});

test("all else that a terminal does is left out", () => {
  expect(shown("\u001b[2J\u001b]0;title\u0007\u001b[31mred\u001b[5A")).toEqual(["red:red"]);
});
