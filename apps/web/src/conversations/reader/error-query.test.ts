import { expect, test } from "vitest";
import { errorQuery } from "./error-query.ts";

const one = { errors: true, limit: 1 };

test("errors of subagents are looked for too, as they are counted", () => {
  expect(errorQuery({ thread: null, message: 7 }, 1)).toEqual({ ...one, after: 7 });
  expect(errorQuery({ thread: "a1", message: 7 }, -1)).toEqual({ ...one, before: 7 });
  expect(errorQuery({ thread: null, message: undefined }, 1)).toEqual({ ...one, after: 0 });
  expect(errorQuery({ thread: null, message: undefined }, -1)).toEqual({ ...one, last: true });
});

test("in a subagent where nothing is looked at yet, the first one is its own", () => {
  expect(errorQuery({ thread: "a1", message: undefined }, 1)).toEqual({ ...one, thread: "a1", after: 0 });
  expect(errorQuery({ thread: "a1", message: undefined }, -1)).toEqual({ ...one, thread: "a1", last: true });
});
