import { SsoProblem } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { ssoWords } from "./sso-words.ts";

test("there are words for every problem, and none for what an address makes up", () => {
  for (const problem of SsoProblem.options) expect(ssoWords(problem)).toMatch(/\.$/);
  for (const made of [undefined, "", "constructor", "<script>"]) expect(ssoWords(made)).toBeNull();
});
