import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

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
  "/signed-in",
  "/\t/evil.example",
  "/\n/evil.example",
])("%s leads home", (wanted) => {
  expect(returnPath(wanted)).toBe("/");
});
