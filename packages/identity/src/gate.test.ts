import { expect, test } from "vitest";
import { createGate } from "./gate.ts";

test("S1: so many jobs run at once, so many wait in order, and one more is refused", async () => {
  const gate = createGate({ atOnce: 2, waiting: 2 });
  const started: number[] = [];
  const ends: PromiseWithResolvers<number>[] = [];
  const submit = (name: number) =>
    gate(() => {
      started.push(name);
      const end = Promise.withResolvers<number>();
      ends.push(end);
      return end.promise;
    });
  const [one, two, three, four] = [1, 2, 3, 4].map(submit);
  await expect(submit(5)).rejects.toMatchObject({ kind: "unavailable" });
  expect(started).toEqual([1, 2]);
  ends[1]?.resolve(20);
  expect(await two).toBe(20);
  expect(started).toEqual([1, 2, 3]);
  ends[0]?.reject(new Error("it broke"));
  await expect(one).rejects.toThrow("it broke");
  expect(started).toEqual([1, 2, 3, 4]);
  ends[2]?.resolve(30);
  ends[3]?.resolve(40);
  expect(await Promise.all([three, four])).toEqual([30, 40]);
  const six = submit(6);
  ends[4]?.resolve(60);
  expect(await six).toBe(60);
});
