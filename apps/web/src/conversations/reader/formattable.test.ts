import { expect, test } from "vitest";
import { isFormattable } from "./formattable.ts";

test("what people and models write can be formatted", () => {
  expect(
    isFormattable("Some **bold** text, `code` and [a link](https://example.org).\n\n> quoted\n> > twice\n\n- one\n  - two"),
  ).toBe(true);
  expect(isFormattable("| a | b |\n| - | - |\n".repeat(900))).toBe(true);
  expect(isFormattable(`${"-".repeat(500)}\n${"=".repeat(500)}`)).toBe(true);
});

test.each([
  ["quotes in quotes", "> ".repeat(10_000)],
  ["lists in lists", "- ".repeat(10_000)],
  ["lists that are indented ever more", Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth * 2)}- x`).join("\n")],
  ["a table without an end", "|a".repeat(10_000)],
  ["a wide table with many short rows", `${"|a".repeat(90)}|\n${"|-".repeat(90)}|\n${"a\n".repeat(1_500)}`],
  ["a wide table within a quote", `> ${"|a".repeat(90)}|\n> ${"|-".repeat(90)}|\n${"> a\n".repeat(1_500)}`],
  ["stars on many lines", `${"*a_ ".repeat(60)}\n`.repeat(60)],
  ["a quote that goes on for thousands of lines", `> a\n${"a\n".repeat(5_000)}`],
  ["brackets", "[".repeat(10_000)],
  ["stars within words", "a**b".repeat(5_000)],
  ["tildes", "~a\n".repeat(5_000)],
  ["more than a page of text", "word ".repeat(5_000)],
])("%s are shown as they are", (_, text) => {
  expect(isFormattable(text)).toBe(false);
});
