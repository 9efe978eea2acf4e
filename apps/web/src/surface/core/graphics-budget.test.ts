import fc from "fast-check";
import { expect, test } from "vitest";
import { type Claimant, GraphicsBudget } from "./graphics-budget.ts";

function setUp(most = 2) {
  const held = new Set<string>();
  let limit = most;
  let peak = 0;
  const budget = new GraphicsBudget(() => limit);
  const known = new Map<string, Claimant>();
  const claimant = (name: string): Claimant => {
    const made = known.get(name) ?? {
      gain: () => {
        held.add(name);
        peak = Math.max(peak, held.size);
      },
      lose: () => held.delete(name),
    };
    known.set(name, made);
    return made;
  };
  return { budget, claimant, held, peak: () => peak, setLimit: (next: number) => void (limit = next) };
}

test("who comes first has it, who is focused takes it from the one focused least recently", () => {
  const { budget, claimant, held } = setUp();
  for (const name of ["a", "b", "c"]) budget.want(claimant(name));
  expect([...held]).toEqual(["a", "b"]);
  budget.focus(claimant("a"));
  budget.focus(claimant("c"));
  expect([...held]).toEqual(["a", "c"]);
});

test("what is given back goes to one that waits", () => {
  const { budget, claimant, held } = setUp();
  for (const name of ["a", "b", "c"]) budget.want(claimant(name));
  budget.release(claimant("a"));
  expect([...held]).toEqual(["b", "c"]);
  budget.release(claimant("b"));
  budget.release(claimant("c"));
  expect([...held]).toEqual([]);
});

test("a smaller limit takes back at once, a larger one gives out", () => {
  const { budget, claimant, held, setLimit } = setUp(3);
  for (const name of ["a", "b", "c", "d"]) budget.want(claimant(name));
  setLimit(1);
  budget.settle();
  expect(held.size).toBe(1);
  setLimit(4);
  budget.settle();
  expect(held.size).toBe(4);
});

test("case 40: whatever is opened, focused and closed, there are never more contexts than allowed", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom("want", "focus", "release"), fc.integer({ min: 0, max: 29 })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(steps, (all) => {
      const { budget, claimant, held, peak } = setUp(12);
      const open = new Set<number>();
      for (const [step, n] of all) {
        budget[step](claimant(String(n)));
        if (step === "release") open.delete(n);
        else open.add(n);
        expect(held.size).toBe(Math.min(12, open.size));
      }
      expect(peak()).toBeLessThanOrEqual(12);
    }),
  );
});
