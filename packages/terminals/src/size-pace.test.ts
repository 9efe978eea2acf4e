import { expect, test } from "vitest";
import { SizePace } from "./size-pace.ts";

test("case 15: of a storm of sizes few are told, and the last one is", async () => {
  const told: number[] = [];
  const pace = new SizePace({ resize: async (_, { cols }) => void told.push(cols) }, 50);
  const storm: Promise<void>[] = [];
  for (let cols = 20; cols <= 200; cols += 1) {
    storm.push(pace.set("t", { cols, rows: 24 }));
    if (cols % 20 === 0) await storm.at(-1);
  }
  await Promise.all(storm);
  expect(told.at(-1)).toBe(200);
  expect(told.length).toBeLessThanOrEqual(12);
});

test("terminals do not wait for each other, and a refusal reaches who asked", async () => {
  const told: string[] = [];
  const pace = new SizePace(
    {
      resize: async (id) => {
        told.push(id);
        if (id === "over") throw new Error("it is over");
      },
    },
    10 ** 6,
  );
  await pace.set("one", { cols: 80, rows: 24 });
  await pace.set("two", { cols: 80, rows: 24 });
  await expect(pace.set("over", { cols: 80, rows: 24 })).rejects.toThrow("it is over");
  expect(told).toEqual(["one", "two", "over"]);
});
