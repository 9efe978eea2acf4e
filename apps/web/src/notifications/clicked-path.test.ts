import { expect, test } from "vitest";
import { clickedPath } from "./clicked-path.ts";

test("a click leads to a path of this site", () => {
  expect(clickedPath({ type: "go", path: "/terminals/1" })).toBe("/terminals/1");
});

test.each([null, "/", {}, { type: "go" }, { type: "stay", path: "/" }, { type: "go", path: 7 }, { type: "go", path: "x" }])(
  "%o leads nowhere",
  (message) => {
    expect(clickedPath(message)).toBeNull();
  },
);
