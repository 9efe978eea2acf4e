import { expect, test } from "vitest";
import { PilothouseError } from "../error.ts";
import { LatestSize, type Size } from "./latest-size.ts";

const refused = new PilothouseError({ kind: "forbidden", message: "another view decides the size" });

function withAnswers() {
  const sent: { readonly size: Size; readonly answer: PromiseWithResolvers<void> }[] = [];
  const sizes = new LatestSize(
    (size) => {
      const answer = Promise.withResolvers<void>();
      sent.push({ size, answer });
      return answer.promise;
    },
    async () => false,
  );
  return { sent, sizes };
}

test("a size that is refused does not take a newer one with it", async () => {
  const { sent, sizes } = withAnswers();
  const older = sizes.set({ cols: 80, rows: 24 });
  const newer = sizes.set({ cols: 100, rows: 40 });
  sent[0]?.answer.reject(refused);
  await expect.poll(() => sent.length).toBe(2);
  expect(sent[1]?.size).toEqual({ cols: 100, rows: 40 });
  sent[1]?.answer.resolve();
  await Promise.all([older, newer]);
});

test("the last size that is refused is an error for who asked for it, and the next one is sent again", async () => {
  const { sent, sizes } = withAnswers();
  const first = sizes.set({ cols: 80, rows: 24 });
  sent[0]?.answer.reject(refused);
  await expect(first).rejects.toBe(refused);
  const second = sizes.set({ cols: 90, rows: 24 });
  sent[1]?.answer.resolve();
  await second;
  expect(sent.map(({ size }) => size.cols)).toEqual([80, 90]);
});
