import { Rates } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { countSocket } from "./count-socket.ts";

test("S14: the socket that is one too many in a minute is closed, with words that fit; other people's are not", async () => {
  const rates = new Rates({ ...LIMITS, socketsPerMinute: 2 });
  const closed: [string, number | undefined, unknown][] = [];
  const open = (holder: string) =>
    countSocket(rates, { close: (code, reason) => void closed.push([holder, code, reason]) }, holder);
  for (const holder of ["ada", "ada", "bob"]) await open(holder);
  expect(closed).toEqual([]);
  await expect(open("ada")).rejects.toMatchObject({ kind: "quota" });
  expect(closed).toEqual([["ada", 4429, expect.stringContaining("2 in a minute")]]);
  // A reason that is longer than that makes ws throw.
  expect(Buffer.byteLength(String(closed[0]?.[2]))).toBeLessThanOrEqual(123);
});
