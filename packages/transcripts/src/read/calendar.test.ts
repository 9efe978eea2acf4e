import { expect, test } from "vitest";
import { Calendar, type CalendarUnit } from "./calendar.ts";

const HOUR = 60 * 60_000;
const at = (text: string) => Date.parse(text);
const shown = (zone: string, unit: CalendarUnit, moment: string) => {
  const { key, from, to } = new Calendar(zone).period(unit, at(moment));
  return [key, new Date(from).toISOString(), (to - from) / HOUR];
};

test("case 31: a day at a change of the clocks has 23 or 25 hours", () => {
  expect(shown("Europe/Berlin", "day", "2026-03-29T12:00:00Z")).toEqual(["2026-03-29", "2026-03-28T23:00:00.000Z", 23]);
  expect(shown("Europe/Berlin", "day", "2026-10-25T12:00:00Z")).toEqual(["2026-10-25", "2026-10-24T22:00:00.000Z", 25]);
  expect(shown("Europe/Berlin", "day", "2026-07-01T21:59:59Z")).toEqual(["2026-07-01", "2026-06-30T22:00:00.000Z", 24]);
});

test("case 31: the first places on earth to have a day, and the last, have it whole", () => {
  expect(shown("Pacific/Kiritimati", "day", "2026-01-01T09:59:00Z")).toEqual(["2026-01-01", "2025-12-31T10:00:00.000Z", 24]);
  expect(shown("Pacific/Kiritimati", "day", "2026-01-01T10:00:00Z")).toEqual(["2026-01-02", "2026-01-01T10:00:00.000Z", 24]);
  expect(shown("Pacific/Pago_Pago", "day", "2026-01-01T10:59:00Z")).toEqual(["2025-12-31", "2025-12-31T11:00:00.000Z", 24]);
});

test("where the clocks go forward at midnight, the day begins with the first moment there is", () => {
  // Beirut, 2026-03-29: 00:00 becomes 01:00.
  expect(shown("Asia/Beirut", "day", "2026-03-29T12:00:00Z")).toEqual(["2026-03-29", "2026-03-28T22:00:00.000Z", 23]);
  expect(shown("Asia/Beirut", "day", "2026-10-24T12:00:00Z")).toEqual(["2026-10-24", "2026-10-23T21:00:00.000Z", 25]);
});

test("an hour that is shown twice is one, one that is left out is none, and half hours are not lost", () => {
  expect(shown("Europe/Berlin", "hour", "2026-10-25T01:30:00Z")).toEqual(["2026-10-25T02", "2026-10-25T00:00:00.000Z", 2]);
  expect(shown("Europe/Berlin", "hour", "2026-03-29T01:30:00Z")).toEqual(["2026-03-29T03", "2026-03-29T01:00:00.000Z", 1]);
  expect(shown("Asia/Kolkata", "hour", "2026-01-01T00:10:00Z")).toEqual(["2026-01-01T05", "2025-12-31T23:30:00.000Z", 1]);
  // By half an hour.
  expect(shown("Australia/Lord_Howe", "hour", "2026-04-04T14:50:00Z")).toEqual([
    "2026-04-05T01",
    "2026-04-04T14:00:00.000Z",
    1.5,
  ]);
});

test("weeks begin on Mondays, months on the first", () => {
  expect(shown("UTC", "week", "2026-11-29T23:00:00Z")).toEqual(["2026-11-23", "2026-11-23T00:00:00.000Z", 7 * 24]);
  expect(shown("Europe/Berlin", "week", "2026-03-29T12:00:00Z")).toEqual(["2026-03-23", "2026-03-22T23:00:00.000Z", 7 * 24 - 1]);
  expect(shown("Europe/Berlin", "month", "2026-10-31T23:30:00Z")).toEqual(["2026-11", "2026-10-31T23:00:00.000Z", 30 * 24]);
});

test.for(["Europe/Berlin", "America/New_York", "Asia/Beirut", "America/Santiago", "Australia/Lord_Howe"])(
  "case 31: periods of a year in %s follow one another without a gap",
  (zone) => {
    const calendar = new Calendar(zone);
    for (const unit of ["hour", "day", "week", "month"] as const) {
      const until = at(unit === "hour" ? "2026-05-01T00:00:00Z" : "2027-01-01T00:00:00Z");
      let last = calendar.period(unit, at("2026-01-01T00:00:00Z"));
      while (last.to < until) {
        const next = calendar.period(unit, last.to);
        expect(next.from).toBe(last.to);
        expect(next.key > last.key).toBe(true);
        expect(calendar.period(unit, next.to - 1)).toEqual(next);
        last = next;
      }
    }
  },
);
