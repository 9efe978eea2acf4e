import { expect, test } from "vitest";
import { exampleTerminal as terminal } from "./example-terminal.ts";
import { byInterest } from "./order.ts";

test("running terminals come first, then the ones that ended last", () => {
  const ended = (id: string, at: number) => terminal(id, { status: "exited", exit: { code: 0, signal: null, at } });
  const all = [ended("old", 10), terminal("first", { createdAt: 1 }), ended("late", 99), terminal("second", { createdAt: 2 })];
  expect(all.sort(byInterest).map(({ id }) => id)).toEqual(["second", "first", "late", "old"]);
});
