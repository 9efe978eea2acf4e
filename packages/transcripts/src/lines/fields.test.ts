import { expect, test } from "vitest";
import { timeOf } from "./fields.ts";

test("case 23: a time before 1970 is none, such as that of a program that knows no time", () => {
  expect(timeOf("1970-01-01T00:00:00Z")).toBe(0);
  expect(timeOf("2026-11-25T12:00:00+02:00")).toBe(Date.UTC(2026, 10, 25, 10));
  for (const time of ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2026-99-99T00:00:00Z"])
    expect(timeOf(time)).toBeNull();
});
