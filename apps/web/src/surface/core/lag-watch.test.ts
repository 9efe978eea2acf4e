import { expect, test, vi } from "vitest";
import { LagWatch } from "./lag-watch.ts";

const MIB = 1024 * 1024;

function setUp(change: { busy?: boolean; behind?: () => Promise<number> }) {
  let jumps = 0;
  let asked = 0;
  const lag = new LagWatch({
    wasBusy: () => change.busy ?? true,
    behind: () => {
      asked += 1;
      return (change.behind ?? (async () => 3 * MIB))();
    },
    jump: () => void (jumps += 1),
  });
  return { lag, jumps: () => jumps, asked: () => asked };
}

test("a screen that is far behind jumps, one that keeps up does not even ask", async () => {
  vi.useFakeTimers();
  const far = setUp({});
  const idle = setUp({ busy: false });
  await vi.advanceTimersByTimeAsync(1_000);
  far.lag.stop();
  idle.lag.stop();
  expect(far.jumps()).toBe(1);
  expect(idle.asked()).toBe(0);
  vi.useRealTimers();
});

test("a little behind is drawn as it came", async () => {
  const { lag, jumps } = setUp({ behind: async () => 2 * MIB });
  await lag.check();
  lag.stop();
  expect(jumps()).toBe(0);
});

test("an answer that comes after the end, or never, moves nothing", async () => {
  let answer = (_bytes: number): void => undefined;
  const late = setUp({ behind: () => new Promise((resolve) => (answer = resolve)) });
  const checking = late.lag.check();
  late.lag.stop();
  answer(9 * MIB);
  await checking;
  const away = setUp({ behind: () => Promise.reject(new Error("away")) });
  await away.lag.check();
  away.lag.stop();
  expect([late.jumps(), away.jumps()]).toEqual([0, 0]);
});
