import { expect, test } from "vitest";
import { terminalsSearch } from "./search.ts";

test("filters in the URL that mean nothing are left out", () => {
  expect(terminalsSearch({ status: "sleeping", q: 7 })).toEqual({ q: "7" });
  expect(terminalsSearch({ status: "running", q: "" })).toEqual({ status: "running" });
});
