import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { cleanMark } from "./clean-mark.ts";

test("control characters and direction marks are spelled out", () => {
  expect(cleanMark({ kind: "bell\x07", label: "a\x1b[31m\nb\u202ec\u009b" })).toEqual({
    kind: "bell\\u0007",
    label: "a\\u001b[31m\\u000ab\\u202ec\\u009b",
  });
});

test("what is too long is cut between two characters", () => {
  const { markKindCharacters, markLabelCharacters } = LIMITS;
  const fits = { kind: "k".repeat(markKindCharacters), label: "👍".repeat(markLabelCharacters) };
  expect(cleanMark(fits)).toEqual(fits);
  expect(cleanMark({ kind: `${fits.kind}k`, label: `${fits.label}👍` })).toEqual(fits);
  expect(cleanMark({ kind: "\ud83d", label: "" })).toEqual({ kind: "\ufffd", label: "" });
});
