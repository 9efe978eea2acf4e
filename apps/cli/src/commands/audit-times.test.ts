import { expect, test } from "vitest";
import { parseFrom, parseTo } from "./audit-times.ts";

test("a day goes from its first to its last millisecond where the command runs, and a time is what it says", () => {
  expect(parseFrom("2026-01-31")).toBe(new Date(2026, 0, 31).getTime());
  expect(parseTo("2026-01-31")).toBe(new Date(2026, 1, 1).getTime() - 1);
  expect(parseFrom("2026-01-31T08:30:00Z")).toBe(Date.UTC(2026, 0, 31, 8, 30));
  expect(parseTo("2026-01-31T08:30:00Z")).toBe(Date.UTC(2026, 0, 31, 8, 30));
  expect(() => parseFrom("yesterday")).toThrow("give a day or a time");
  expect(() => parseTo("2026-13-01")).toThrow("give a day or a time");
});
