import { expect, test } from "vitest";
import { Viewers } from "./viewers.ts";

const never = new AbortController().signal;

test("a viewer is sent a window of output and then has to take some", async () => {
  const viewers = new Viewers(100);
  const viewer = viewers.open("t", "v", 1_000);
  expect(await viewer.room(never)).toBe(100);
  viewer.sent(1_060);
  expect(await viewer.room(never)).toBe(40);
  viewer.sent(1_100);
  const waiting = viewer.room(never);
  viewers.ack("t", "v", 1_001);
  expect(await waiting).toBe(1);
});

test("acks are cumulative: late ones and ones beyond what was sent change nothing", async () => {
  const viewers = new Viewers(100);
  const viewer = viewers.open("t", "v", 0);
  viewer.sent(50);
  viewers.ack("t", "v", 40);
  viewers.ack("t", "v", 10);
  viewers.ack("t", "v", 10_000);
  expect(await viewer.room(never)).toBe(100);
});

test("a viewer that comes back under its id ends the link it had before", async () => {
  const viewers = new Viewers(10);
  const old = viewers.open("t", "v", 0);
  old.sent(10);
  const waiting = old.room(never);
  const now = viewers.open("t", "v", 10);
  expect(await waiting).toBeNull();
  old.close();
  now.sent(20);
  viewers.ack("t", "v", 15);
  expect(await now.room(never)).toBe(5);
});

test("an ack for nobody is no error, and another terminal's viewer is not meant", async () => {
  const viewers = new Viewers(10);
  const viewer = viewers.open("t", "v", 0);
  viewer.sent(9);
  viewers.ack("other", "v", 9);
  viewers.ack("t", "other", 9);
  expect(await viewer.room(never)).toBe(1);
});

test("a waiting viewer whose socket went rejects and leaves nothing behind", async () => {
  const viewers = new Viewers(1);
  const viewer = viewers.open("t", "v", 0);
  viewer.sent(1);
  const stop = new AbortController();
  const waiting = viewer.room(stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow("aborted");
});
