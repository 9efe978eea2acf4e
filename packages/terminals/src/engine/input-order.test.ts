import fc from "fast-check";
import { expect, test } from "vitest";
import { Fault } from "@pilothouse/platform";
import { InputOrder } from "./input-order.ts";

const chunk = (seq: number) => Uint8Array.of(seq);
const fault = (kind: string, facts: object) => expect.objectContaining({ kind, facts });

test("whatever order and repetition chunks come in, each is applied once and in order", async () => {
  const arrivals = fc.integer({ min: 1, max: 30 }).chain((count) =>
    fc.tuple(
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, at) => at + 1),
        { minLength: count },
      ),
      fc.array(fc.integer({ min: 1, max: count }), { maxLength: 20 }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(arrivals, async ([order, repeated]) => {
      const applied: number[] = [];
      const input = new InputOrder({ apply: ([seq = 0]) => void applied.push(seq) });
      const answers = await Promise.all([...order, ...repeated].map((seq) => input.write("tab", seq, chunk(seq))));
      expect(applied).toEqual(order.toSorted((a, b) => a - b));
      [...order, ...repeated].forEach((seq, at) => expect(answers[at]?.appliedSeq).toBeGreaterThanOrEqual(seq));
    }),
  );
});

test("two writers do not wait for each other", async () => {
  const applied: number[] = [];
  const input = new InputOrder({ apply: ([seq = 0]) => void applied.push(seq), patienceMs: 1 });
  const waiting = input.write("slow", 2, chunk(2));
  expect(await input.write("quick", 1, chunk(1))).toEqual({ appliedSeq: 1 });
  await expect(waiting).rejects.toEqual(fault("conflict", { expectedSeq: 1 }));
  expect(applied).toEqual([1]);
});

test("a chunk that was refused has used up its number, and the next one is applied", async () => {
  const applied: number[] = [];
  const input = new InputOrder({
    apply: ([seq = 0]) => {
      if (seq === 1) throw new Fault("quota", "full");
      applied.push(seq);
    },
  });
  const second = input.write("tab", 2, chunk(2));
  await expect(input.write("tab", 1, chunk(1))).rejects.toMatchObject({ kind: "quota" });
  expect(await second).toEqual({ appliedSeq: 2 });
  expect(await input.write("tab", 1, chunk(1))).toEqual({ appliedSeq: 2 });
  expect(applied).toEqual([2]);
});

test("a writer cannot make the engine hold without bound", async () => {
  const input = new InputOrder({ apply: () => undefined, patienceMs: 10_000 });
  const held = Array.from({ length: 64 }, (_, at) => input.write("tab", at + 2, chunk(0)));
  await expect(input.write("tab", 100, chunk(0))).rejects.toEqual(fault("conflict", { expectedSeq: 1 }));
  input.stop(new Fault("conflict", "over"));
  for (const each of held) await expect(each).rejects.toThrow("over");
});

test("after the end everything is refused", async () => {
  const input = new InputOrder({ apply: () => undefined });
  input.stop(new Fault("conflict", "over"));
  await expect(input.write("tab", 1, chunk(1))).rejects.toThrow("over");
});
