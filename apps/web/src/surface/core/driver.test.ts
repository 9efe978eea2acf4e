import { expect, test, vi } from "vitest";
import { drive, NOT_DRIVING, type Size } from "./driver.ts";
import { Resizer, SETTLE_MS } from "./resizer.ts";
import { webAddress } from "./links.ts";
import { CATCH_UP_BYTES, startOf } from "./start-of.ts";

const idle = NOT_DRIVING;
const big: Size = { cols: 120, rows: 40 };
const small: Size = { cols: 40, rows: 20 };

test("the view that was active last drives", () => {
  const active = drive(idle, { type: "activity" });
  expect(active.driving).toBe(true);
  expect(drive(active, { type: "another-drives" }).driving).toBe(false);
});

test("a size that this view did not ask for hands the wheel over, its own does not", () => {
  const asked = drive(idle, { type: "asked", size: big });
  const confirmed = drive(asked, { type: "resized", size: big });
  expect(confirmed.driving).toBe(true);
  expect(drive(confirmed, { type: "resized", size: small }).driving).toBe(false);
});

test("sizes from before its own was seen hand nothing over", () => {
  expect(drive({ ...idle, driving: true }, { type: "resized", size: small }).driving).toBe(true);
  const asked = drive(idle, { type: "asked", size: big });
  expect(drive(asked, { type: "resized", size: small }).driving).toBe(true);
});

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

test("only web pages can be opened", () => {
  expect(webAddress("https://example.org/a?b")).toBe("https://example.org/a?b");
  for (const text of ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "not a link"]) {
    expect(webAddress(text)).toBeNull();
  }
});

const end = { epoch: "e", offset: 5_000_000 };

test("a new terminal is followed from its first byte, and all of it is live", () => {
  expect(startOf({ fresh: true, drawn: null, end: null })).toEqual({ from: { offset: 0 }, liveFrom: 0 });
});

test("a short absence is drawn as it came, none of it live", () => {
  const drawn = { epoch: "e", offset: end.offset - CATCH_UP_BYTES };
  expect(startOf({ fresh: false, drawn, end })).toEqual({ from: drawn, liveFrom: end.offset });
});

test("a long absence, another run and an unknown end begin with the screen", () => {
  const from = (drawn: { epoch: string; offset: number } | null, known: typeof end | null) =>
    startOf({ fresh: false, drawn, end: known }).from;
  expect(from({ epoch: "e", offset: end.offset - CATCH_UP_BYTES - 1 }, end)).toBeUndefined();
  expect(from({ epoch: "old", offset: end.offset }, end)).toBeUndefined();
  expect(from(null, end)).toBeUndefined();
  expect(startOf({ fresh: false, drawn: null, end: null }).liveFrom).toBe(Number.POSITIVE_INFINITY);
});
