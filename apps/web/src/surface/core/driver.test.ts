import { expect, test } from "vitest";
import { drive, NOT_DRIVING, type Size } from "./driver.ts";

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
