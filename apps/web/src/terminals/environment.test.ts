import { expect, test } from "vitest";
import { readEnvironment } from "./environment.ts";

test("lines become variables; values keep everything behind the first equals sign", () => {
  expect(readEnvironment("A=1\n\n# note\nURL=http://x/?a=b\nEMPTY=")).toEqual({
    ok: true,
    variables: { A: "1", URL: "http://x/?a=b", EMPTY: "" },
  });
});

test.each(["NOEQUALS", "1A=x", "A B=x", "=x"])("%s is refused with its line", (line) => {
  expect(readEnvironment(`OK=1\n${line}`)).toEqual({ ok: false, problem: "Line 2 of the environment is not NAME=value." });
});
