// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { prefer, preferences, readPreferences, USUAL } from "./preferences.ts";

test("anything unusable in storage becomes the usual", () => {
  expect(readPreferences(null)).toEqual(USUAL);
  expect(readPreferences({ theme: "pink", fontSize: "big", leader: 3, railCollapsed: "yes" })).toEqual(USUAL);
});

test("what is usable is kept, and sizes stay readable", () => {
  expect(readPreferences({ theme: "dark", fontSize: 999 })).toEqual({ ...USUAL, theme: "dark", fontSize: 24 });
});

test("a choice is there after a reload", () => {
  prefer({ terminalTheme: "contrast" });
  expect(preferences.get().terminalTheme).toBe("contrast");
  expect(readPreferences(JSON.parse(localStorage.getItem("pilothouse:preferences") ?? ""))).toEqual(preferences.get());
});
