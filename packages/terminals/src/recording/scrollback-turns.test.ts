import { expect, test } from "vitest";
import { ScrollbackTurns } from "./scrollback-turns.ts";

const never = new AbortController().signal;

/** Work that begins and ends when the test says so. */
function work() {
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const run = () => {
    begun.resolve();
    return done.promise;
  };
  return { run, begun: begun.promise, end: done.resolve, fail: done.reject };
}

test("users take turns in their order, and one has no second call meanwhile", async () => {
  const turns = new ScrollbackTurns();
  const [one, two, again] = [work(), work(), work()];
  const first = turns.take("ada", never, one.run);
  const second = turns.take("bob", never, two.run);
  await one.begun;
  for (const user of ["ada", "bob"]) {
    const more = turns.take(user, never, () => Promise.reject(new Error("it was begun")));
    await expect(more).rejects.toMatchObject({ kind: "quota", facts: { limit: 1 } });
  }
  one.end("for ada");
  expect(await first).toBe("for ada");
  await two.begun;
  const third = turns.take("ada", never, again.run);
  two.fail(new Error("a bug"));
  await expect(second).rejects.toThrow("a bug");
  again.end("again");
  expect(await third).toBe("again");
});

test("whoever gives up has neither their turn nor their call any more", async () => {
  const turns = new ScrollbackTurns();
  const [one, two] = [work(), work()];
  const first = turns.take("ada", never, one.run);
  const gone = new AbortController();
  const given = turns.take("bob", gone.signal, () => Promise.reject(new Error("it was begun")));
  gone.abort();
  await expect(given).rejects.toMatchObject({ kind: "unavailable" });
  await expect(turns.take("eve", gone.signal, two.run)).rejects.toMatchObject({ kind: "unavailable" });
  const second = turns.take("bob", never, two.run);
  one.end("for ada");
  await first;
  two.end("for bob");
  expect(await second).toBe("for bob");
});
