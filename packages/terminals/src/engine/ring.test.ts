import fc from "fast-check";
import { expect, test } from "vitest";
import { Ring } from "./ring.ts";

const joined = (views: readonly Uint8Array[]) => Array.from(Buffer.concat(views));

test("any range that is held comes back as it was appended, after any appends and drops", () => {
  const step = fc.oneof(
    fc.record({ append: fc.integer({ min: 0, max: 150_000 }) }),
    fc.record({ keep: fc.integer({ min: 0, max: 100_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.nat(), fc.nat(), (steps, a, b) => {
      const ring = new Ring();
      for (const each of steps) {
        if ("append" in each) ring.append(new Uint8Array(each.append).map((_, at) => (ring.end + at) % 251));
        else ring.dropBefore(ring.end - each.keep);
      }
      const size = ring.end - ring.start;
      const [low = 0, high = 0] = [a % (size + 1), b % (size + 1)].sort((x, y) => x - y);
      const from = ring.start + low;
      expect(joined(ring.views(from, ring.start + high))).toEqual(
        Array.from({ length: high - low }, (_, at) => (from + at) % 251),
      );
    }),
    { numRuns: 60 },
  );
});

test("a view stays what it was when more is appended and its block is dropped", () => {
  const ring = new Ring();
  ring.append(Uint8Array.of(1, 2, 3));
  const [view] = ring.views(0, 3);
  ring.append(new Uint8Array(500_000).fill(9));
  ring.dropBefore(400_000);
  expect(view).toEqual(Uint8Array.of(1, 2, 3));
});

test("single bytes are gathered instead of held one by one", () => {
  const ring = new Ring();
  for (let at = 0; at < 10_000; at += 1) ring.append(Uint8Array.of(at % 256));
  expect(ring.views(0, 10_000).length).toBeLessThan(5);
});
