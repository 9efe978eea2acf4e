import { expect, test } from "vitest";
import { Distortion, type Widths } from "./distortion.ts";

/** A surface on a page whose frames are counted out by hand. */
function setUp(ratio = 2) {
  let widths: Widths | null = { drawn: 200, shown: 100 };
  const waiting: (() => void)[] = [];
  const told: boolean[] = [];
  const distortion = new Distortion({
    widths: () => widths,
    ratio: () => ratio,
    nextFrame: (then) => waiting.push(then),
    decided: (isDistorted) => told.push(isDistorted),
  });
  const frames = (count: number) => {
    for (let frame = 0; frame < count; frame += 1) for (const then of waiting.splice(0)) then();
  };
  const become = (next: Widths | null) => void (widths = next);
  return { distortion, told, frames, become, waiting };
}

test("a surface with the pixels of the screen, but for what rounding explains, is fine at once", () => {
  const { distortion, told, become } = setUp();
  for (const widths of [{ drawn: 200, shown: 100 }, { drawn: 204, shown: 100 }, { drawn: 7, shown: 0 }, null]) {
    become(widths);
    distortion.drawn();
  }
  expect(told).toEqual([false, false, false, false]);
});

test("one that differs while its size settles is fine once that is over, however long it takes", () => {
  const { distortion, told, frames, become } = setUp();
  for (let drawn = 100; drawn < 190; drawn += 1) {
    become({ drawn, shown: 100 });
    distortion.drawn();
    frames(1);
  }
  expect(told).toEqual([]);
  become({ drawn: 200, shown: 100 });
  frames(1);
  expect(told).toEqual([false]);
});

test("one that goes on to differ is distorted, and that is told once", () => {
  const { distortion, told, frames, become, waiting } = setUp();
  become({ drawn: 100, shown: 100 });
  for (let times = 0; times < 3; times += 1) distortion.drawn();
  expect(waiting).toHaveLength(1);
  frames(4);
  expect(told).toEqual([]);
  frames(10);
  expect([told, waiting.length]).toEqual([[true], 0]);
});

test("nothing is told of one that is gone", () => {
  const { distortion, told, frames, become } = setUp();
  become({ drawn: 100, shown: 100 });
  distortion.drawn();
  distortion.stop();
  frames(10);
  distortion.drawn();
  expect(told).toEqual([]);
});
