import { expect, test } from "vitest";
import { formatBytes } from "./bytes.ts";

test("bytes have few digits and a unit", () => {
  expect([0, 640, 1_434, 5 * 1024 * 1024, 300 * 1024].map(formatBytes)).toEqual([
    "0 B",
    "640 B",
    "1.4 KiB",
    "5.0 MiB",
    "300 KiB",
  ]);
});
