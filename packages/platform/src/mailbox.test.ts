import { expect, test } from "vitest";
import { Mailbox } from "./mailbox.ts";

const never = new AbortController().signal;

test("a reader gets everything put since it last looked", async () => {
  const box = new Mailbox<number>(3);
  box.put(1);
  box.put(2);
  expect(await box.take(never)).toEqual([1, 2]);
  const waiting = box.take(never);
  box.put(3);
  expect(await waiting).toEqual([3]);
});

test("the message past the capacity empties the box and says so once", async () => {
  const box = new Mailbox<number>(2);
  for (const message of [1, 2, 3, 4]) box.put(message);
  expect(await box.take(never)).toBe("overflow");
  box.put(5);
  expect(await box.take(never)).toEqual([5]);
});

test("an aborted reader gets null and leaves no listener behind", async () => {
  const box = new Mailbox<number>(1);
  const stop = new AbortController();
  const waiting = box.take(stop.signal);
  stop.abort();
  expect(await waiting).toBeNull();
  box.put(1);
  expect(await box.take(never)).toEqual([1]);
});
