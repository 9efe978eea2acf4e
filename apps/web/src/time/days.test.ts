import { TimeZone } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { dayStart } from "./day-start.ts";
import { dayOf, viewerZone } from "./days.ts";

test("a day begins at the viewer's midnight, and days are counted on over the ends of months", () => {
  expect(dayStart("2026-01-31")).toBe(new Date(2026, 0, 31).getTime());
  expect(dayStart("2026-01-31", 1)).toBe(new Date(2026, 1, 1).getTime());
  expect(dayStart("2026-01-01", -1)).toBe(new Date(2025, 11, 31).getTime());
  for (const no of ["", "yesterday", "2026-1-1", "31.01.2026"]) expect(dayStart(no)).toBeNull();
});

test("a time is on the day that it begins and on no other", () => {
  const midnight = new Date(2026, 2, 1).getTime();
  expect(dayOf(midnight)).toBe("2026-03-01");
  expect(dayOf(midnight - 1)).toBe("2026-02-28");
});

test("the viewer's time zone is one that the server takes", () => {
  expect(TimeZone.safeParse(viewerZone()).success).toBe(true);
});
