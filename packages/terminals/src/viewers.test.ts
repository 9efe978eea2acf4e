import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import type { Viewer } from "./viewer-window.ts";
import { Viewers } from "./viewers.ts";

const never = new AbortController().signal;
const who = (viewerId: string, mode: "control" | "view" = "control") => ({
  viewerId,
  userId: "u",
  name: "",
  mode,
  device: "",
  since: 0,
});

function withWindow(viewerWindowBytes: number) {
  const viewers = new Viewers({ ...LIMITS, viewerWindowBytes, freshScreenMs: 10, viewersNamed: 3 });
  const open = (terminalId: string, viewerId: string, start: number): Viewer => {
    const { viewer } = viewers.open(terminalId, who(viewerId), "bytes");
    viewer.startAt(start);
    return viewer;
  };
  return { viewers, open };
}

const roomOf = async (viewer: Viewer) => ((await viewer.turn(never)) === "room" ? viewer.roomNow : null);

test("a viewer is sent a window of output and then has to take some", async () => {
  const { viewers, open } = withWindow(100);
  const viewer = open("t", "v", 1_000);
  expect(await roomOf(viewer)).toBe(100);
  viewer.sent(1_060);
  expect(await roomOf(viewer)).toBe(40);
  viewer.sent(1_100);
  const waiting = roomOf(viewer);
  viewers.ack("t", "v", 1_001);
  expect(await waiting).toBe(1);
});

test("acks are cumulative: late ones and ones beyond what was sent change nothing", async () => {
  const { viewers, open } = withWindow(100);
  const viewer = open("t", "v", 0);
  viewer.sent(50);
  viewers.ack("t", "v", 40);
  viewers.ack("t", "v", 10);
  viewers.ack("t", "v", 10_000);
  expect(await roomOf(viewer)).toBe(100);
});

test("a viewer that comes back under its id ends the link it had before", async () => {
  const { viewers, open } = withWindow(10);
  const old = open("t", "v", 0);
  old.sent(10);
  const waiting = roomOf(old);
  const now = open("t", "v", 10);
  expect(await waiting).toBeNull();
  old.close();
  now.sent(20);
  viewers.ack("t", "v", 15);
  expect(await roomOf(now)).toBe(5);
});

test("an ack for nobody is no error, and another terminal's viewer is not meant", async () => {
  const { viewers, open } = withWindow(10);
  const viewer = open("t", "v", 0);
  viewer.sent(9);
  viewers.ack("other", "v", 9);
  viewers.ack("t", "other", 9);
  expect(await roomOf(viewer)).toBe(1);
});

test("who interrupts has a backlog if more is left than was taken while the effect could come", async () => {
  const viewers = new Viewers({ ...LIMITS, viewerWindowBytes: 100, freshScreenMs: 1, viewersNamed: 3 });
  const { viewer } = viewers.open("t", who("v"), "screen");
  viewer.startAt(0);
  viewer.sent(160);
  viewers.interrupted("t", "v");
  viewers.ack("t", "v", 60);
  expect(await viewer.turn(never)).toBe("fresh");
  expect(viewer.hasBacklog(120, 10)).toBe(false);
  expect(viewer.hasBacklog(121, 10)).toBe(true);
  expect(viewer.hasBacklog(121, 61)).toBe(false);
  viewers.ack("t", "v", 160);
  viewer.sent(900);
  expect(viewer.hasBacklog(900, 10)).toBe(false);
  viewer.close();
});

test("who interrupts again and again is shown no more than one screen sooner for each that comes in time", async () => {
  const viewers = new Viewers({ ...LIMITS, viewerWindowBytes: 100, freshScreenMs: 1, viewersNamed: 3 });
  const { viewer } = viewers.open("t", who("v"), "screen");
  const rest = async (ms: number) => {
    viewers.interrupted("t", "v");
    const began = performance.now();
    await viewer.rest(ms, never);
    return performance.now() - began;
  };
  expect(await rest(10_000)).toBeLessThan(5_000);
  expect(await rest(50)).toBeGreaterThan(45);
  expect(await rest(10_000)).toBeLessThan(5_000);
  viewer.close();
});

test("a terminal's screen may be wanted as long as one of its viewers is shown screens", () => {
  const viewers = new Viewers(LIMITS);
  const { room } = viewers.open("t", who("v"), "bytes");
  expect(room.mayWantScreen).toBe(false);
  const { viewer } = viewers.open("t", who("w"), "screen");
  expect(room.mayWantScreen).toBe(true);
  viewer.close();
  expect(room.mayWantScreen).toBe(false);
});

test("who wants every byte is not shown a screen for a key", async () => {
  const viewers = new Viewers({ ...LIMITS, viewerWindowBytes: 100, freshScreenMs: 1, viewersNamed: 3 });
  const { viewer } = viewers.open("t", who("v"), "bytes");
  viewer.sent(100);
  viewers.interrupted("t", "v");
  expect(await viewer.turn(never, 20)).toBe("late");
  viewer.close();
});

test("a waiting viewer whose socket went rejects and leaves nothing behind", async () => {
  const { open } = withWindow(1);
  const viewer = open("t", "v", 0);
  viewer.sent(1);
  const stop = new AbortController();
  const waiting = viewer.turn(stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow("aborted");
});

test("the first that may control does; whoever acts takes over; one that only looks can do nothing", () => {
  const { viewers } = withWindow(10);
  const { room } = viewers.open("t", who("looker", "view"), "bytes");
  expect(room.controller).toBeNull();
  viewers.open("t", who("one"), "bytes");
  viewers.open("t", who("two"), "bytes");
  expect(room.controller).toBe("one");
  viewers.act("t", "two");
  expect(room.controller).toBe("two");
  viewers.takeControl("t", "one");
  expect(room.controller).toBe("one");
  expect(() => viewers.act("t", "looker")).toThrow("only looks");
  expect(() => viewers.takeControl("t", "looker")).toThrow("only looks");
  expect(() => viewers.takeControl("t", "nobody")).toThrow("not attached");
  expect(() => viewers.mustDecideSize("t", "two")).toThrow("take control first");
  expect(() => viewers.mustDecideSize("t", "looker")).toThrow("take control first");
  viewers.mustDecideSize("t", "one");
});

test("when the controller leaves, the one that was active before it controls", () => {
  const { viewers } = withWindow(10);
  const opened = ["one", "two", "three"].map((id) => viewers.open("t", who(id), "bytes"));
  for (const id of ["two", "three"]) viewers.act("t", id);
  opened[2]?.viewer.close();
  expect(opened[0]?.room.controller).toBe("two");
  opened[1]?.viewer.close();
  expect(opened[0]?.room.controller).toBe("one");
});

test("case 22: the late end of an old link changes nothing for the viewer that came back", async () => {
  const { viewers } = withWindow(10);
  const { viewer: old } = viewers.open("t", who("one"), "bytes");
  const { viewer: now, room } = viewers.open("t", who("one"), "bytes");
  expect(await old.turn(never)).toBe("superseded");
  old.close();
  expect(room.controller).toBe("one");
  expect(room.audience.viewerCount).toBe(1);
  now.close();
  expect(room.controller).toBeNull();
});

test("nobody gets into the place of somebody else's viewer", () => {
  const { viewers } = withWindow(10);
  viewers.open("t", who("one"), "bytes");
  expect(() => viewers.open("t", { ...who("one"), userId: "other" }, "bytes")).toThrow("somebody else");
});

test("an audience names some, the controller first, and counts all; it is described once for everybody", () => {
  const { viewers } = withWindow(10);
  const [first] = ["a", "b", "c", "d", "e"].map((id) => viewers.open("t", who(id), "bytes"));
  viewers.act("t", "e");
  const audience = first?.room.audience;
  expect(audience).toMatchObject({ viewerCount: 5, controller: "e" });
  expect(audience?.viewers.map(({ viewerId }) => viewerId)).toEqual(["e", "a", "b"]);
  expect(first?.room.audience).toBe(audience);
});
