import { expect, test } from "vitest";
import { setupCode } from "./setup-code.ts";

test("the code of a setup link is read from its fragment", () => {
  expect(setupCode("#code=abc_-1")).toBe("abc_-1");
  expect(setupCode("")).toBe("");
});
