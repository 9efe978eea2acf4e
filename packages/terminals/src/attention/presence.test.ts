import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { Presence } from "./presence.ts";

test("somebody sees what one of his devices shows, until it shows something else or has been silent too long", () => {
  let now = 0;
  const presence = new Presence({ now: () => now });
  presence.look("ada", "phone", ["one"]);
  presence.look("ada", "desk", ["two"]);
  expect([presence.sees("ada", "one"), presence.sees("ada", "two"), presence.sees("bob", "one")]).toEqual([true, true, false]);
  presence.look("ada", "desk", []);
  expect(presence.sees("ada", "two")).toBe(false);
  now = LIMITS.lookMs - 1;
  expect(presence.sees("ada", "one")).toBe(true);
  now = LIMITS.lookMs;
  expect(presence.sees("ada", "one")).toBe(false);
});

test("one device more than there may be replaces the one that was silent for longest", () => {
  const presence = new Presence({ now: () => 0 });
  for (let at = 0; at <= LIMITS.lookingDevicesPerUser; at += 1) presence.look("ada", `device ${at}`, [`terminal ${at}`]);
  expect(presence.sees("ada", "terminal 0")).toBe(false);
  expect(presence.sees("ada", "terminal 1")).toBe(true);
});
