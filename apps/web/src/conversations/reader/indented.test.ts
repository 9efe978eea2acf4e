import { expect, test } from "vitest";
import { indented } from "./indented.ts";

test("JSON has its parts on lines of their own, and other texts stay", () => {
  expect(indented('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  for (const text of ["ls -l", '{"cut": "he', ""]) expect(indented(text)).toBe(text);
});

test("what is nested thousands of times deep stays as long as it is", () => {
  const text = `{"a":"]]]]","b":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
  expect(indented(text)).toBe(text);
});
