import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { TurnOutput } from "./turn-output.ts";

const KIB = 1024;

function collecting() {
  const given: Buffer[] = [];
  const wakes: (() => void)[] = [];
  const output = new TurnOutput((bytes) => {
    given.push(Buffer.from(bytes));
    for (const wake of wakes.splice(0)) wake();
  });
  const next = () => new Promise<void>((resolve) => wakes.push(resolve));
  return { output, given, next };
}

test("what comes within one turn is handed on once, at its end", async () => {
  const { output, given } = collecting();
  output.add(Buffer.from("a"));
  output.add(Buffer.from("b"));
  expect(given).toEqual([]);
  await nextTurn();
  expect(given.map(String)).toEqual(["ab"]);
});

test("a program that prints without a pause is collected for longer than a turn, not for long", async () => {
  const { output, given, next } = collecting();
  output.add(Buffer.alloc(8 * KIB, 1));
  await nextTurn();
  output.add(Buffer.from("b"));
  expect(given).toEqual([]);
  await next();
  expect(given.map(({ length }) => length)).toEqual([8 * KIB + 1]);
});

test("no byte is lost, doubled or put before another, and no more than 64 KiB are collected", () => {
  const { output, given } = collecting();
  const pieces = [1, 60 * KIB, 5 * KIB, 64 * KIB, 3].map((length, at) => Buffer.alloc(length, at));
  for (const piece of pieces) output.add(piece);
  output.handOn();
  expect(Buffer.concat(given).equals(Buffer.concat(pieces))).toBe(true);
  expect(given.map(({ length }) => length)).toEqual([60 * KIB + 1, 5 * KIB, 64 * KIB, 3]);
  output.handOn();
  expect(given.length).toBe(4);
});

test("terminals that print at the same moment do not mix", async () => {
  const many = Array.from({ length: 20 }, collecting);
  for (const round of ["x", "y"]) for (const [at, { output }] of many.entries()) output.add(Buffer.from(`${round}${at} `));
  await nextTurn();
  expect(many.map(({ given }) => given.join(""))).toEqual(many.map((_, at) => `x${at} y${at} `));
});

test("a piece is not lost when what was collected before it breaks something", () => {
  const given: number[] = [];
  const output = new TurnOutput(({ length }) => {
    if (given.push(length) === 1) throw new Error("it broke");
  });
  output.add(Buffer.alloc(64 * KIB));
  expect(() => output.add(Buffer.from("after"))).toThrow("it broke");
  output.handOn();
  expect(given).toEqual([64 * KIB, 5]);
});
