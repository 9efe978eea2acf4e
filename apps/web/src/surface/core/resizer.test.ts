import { expect, test, vi } from "vitest";
import type { Size } from "./size.ts";
import { Resizer, SETTLE_MS } from "./resizer.ts";

const big: Size = { cols: 120, rows: 40 };
const small: Size = { cols: 40, rows: 20 };

function resizerOn(pane: { fitting: Size | null; current: Size; mayResize: boolean }) {
  const asked: Size[] = [];
  const resizer = new Resizer({
    fitting: () => pane.fitting,
    current: () => pane.current,
    mayResize: () => pane.mayResize,
    resize: (size) => asked.push(size),
  });
  return { resizer, asked };
}

test("a layout that moves is asked about once, when it is still", () => {
  vi.useFakeTimers();
  const pane = { fitting: small, current: big, mayResize: true };
  const { resizer, asked } = resizerOn(pane);
  for (let move = 0; move < 10; move += 1) {
    resizer.nudge();
    vi.advanceTimersByTime(SETTLE_MS - 1);
  }
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(asked).toEqual([small]);
  vi.useRealTimers();
});

test("nothing is asked for twice, unchanged, hidden, or by a view that only watches", () => {
  const pane: { fitting: Size | null; current: Size; mayResize: boolean } = { fitting: big, current: big, mayResize: true };
  const { resizer, asked } = resizerOn(pane);
  resizer.settle();
  pane.fitting = null;
  resizer.settle();
  pane.fitting = small;
  pane.mayResize = false;
  resizer.settle();
  expect(asked).toEqual([]);
  pane.mayResize = true;
  resizer.settle();
  resizer.settle();
  expect(asked).toEqual([small]);
  resizer.forget();
  resizer.settle();
  expect(asked).toEqual([small, small]);
});
