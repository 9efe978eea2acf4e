import { expect, test } from "vitest";
import { focused, look, type Panes, split, unsplit } from "./panes.ts";

const one: Panes = { main: "a", beside: null, focus: "main" };
const two: Panes = { main: "a", beside: "b", focus: "beside" };

test("a terminal is looked at in the pane that has the focus, never in both", () => {
  expect(look(one, "b")).toEqual({ main: "b", beside: null, focus: "main" });
  expect(look(two, "c")).toEqual({ main: "a", beside: "c", focus: "beside" });
  expect(look(two, "a")).toEqual({ main: "a", beside: "b", focus: "main" });
});

test("a split can be made and taken away on either side", () => {
  expect(split(one, "b")).toEqual(two);
  expect(split(one, "a")).toEqual(one);
  expect(unsplit(two, "a")).toEqual({ main: "b", beside: null, focus: "main" });
  expect(unsplit(two, "b")).toEqual(one);
  expect(unsplit(one, "a")).toBeNull();
  expect(focused(two)).toBe("b");
});
