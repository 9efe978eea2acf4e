import { expect, test } from "vitest";
import { isLeader, type KeyPress, leaderOf } from "./leaders.ts";

test("the leader is matched by its place on the keyboard and all of its modifiers", () => {
  const leader = leaderOf("ctrl-shift-space");
  const right = { key: " ", code: "Space", ctrlKey: true, metaKey: false, shiftKey: true, altKey: false } satisfies KeyPress;
  expect(isLeader(right, leader)).toBe(true);
  expect(isLeader({ ...right, shiftKey: false }, leader)).toBe(false);
  expect(isLeader({ ...right, metaKey: true }, leader)).toBe(false);
});
