import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";
import { setupCode } from "./setup-code.ts";

test("people go back to where they were", () => {
  expect(returnPath("/terminals?status=running")).toBe("/terminals?status=running");
});

test.each([
  undefined,
  "",
  "//evil.example",
  "https://evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/login",
  "/setup#code=x",
])("%s leads home", (wanted) => {
  expect(returnPath(wanted)).toBe("/");
});

test("the code of a setup link is read from its fragment", () => {
  expect(setupCode("#code=abc_-1")).toBe("abc_-1");
  expect(setupCode("")).toBe("");
});
