import { LIMITS } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { askOnce } from "./ask-once.ts";
import { openWithTwoUsers } from "./testing/open-test-identity.ts";

const KEY = "a-key-that-is-random-enough";
const asText = { parse: String };

/** A call that counts how often it was run. */
async function openCounter() {
  const t = await openWithTwoUsers();
  let runs = 0;
  let server = "first";
  const run = async () => `secret answer ${(runs += 1)}`;
  const ask = (what: { key?: string; path?: string; input?: unknown; actor?: typeof t.admin } = {}, how = run) =>
    askOnce(
      { db: t.db, clock: t.clock, run: server },
      { actor: t.admin, key: KEY, path: "things.create", input: { name: "one" }, answer: asText, ...what },
      how,
    );
  const restart = async () => {
    await t.restart();
    server = "second";
  };
  return { t, ask, restart, runs: () => runs, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

test("R7: the same key and the same call give the same answer, also after a restart, for a day", async () => {
  await using counter = await openCounter();
  expect(await counter.ask()).toBe("secret answer 1");
  await counter.restart();
  expect(await counter.ask()).toBe("secret answer 1");
  counter.t.clock.advance(LIMITS.requestKeyMs - 1);
  expect(await counter.ask()).toBe("secret answer 1");
  counter.t.clock.advance(1);
  expect(await counter.ask()).toBe("secret answer 2");
  expect(counter.runs()).toBe(2);
});

test("R7: another call with the same key is a conflict; another key, or another user's, is another call", async () => {
  await using counter = await openCounter();
  await counter.ask();
  await expect(counter.ask({ input: { name: "two" } })).rejects.toMatchObject({ kind: "conflict" });
  await expect(counter.ask({ path: "others.create" })).rejects.toMatchObject({ kind: "conflict" });
  expect(await counter.ask({ key: `${KEY}-2` })).toBe("secret answer 2");
  expect(await counter.ask({ actor: counter.t.member })).toBe("secret answer 3");
  await expect(counter.ask({ key: "short" })).rejects.toMatchObject({ kind: "invalid" });
});

test("R7: asked twice at once it runs once; what failed may be asked again", async () => {
  await using counter = await openCounter();
  await expect(counter.ask({}, () => Promise.reject(new Error("the disk is full")))).rejects.toThrow("the disk is full");
  const both = await Promise.allSettled([counter.ask(), counter.ask()]);
  expect(counter.runs()).toBe(1);
  const refused = both.filter(({ status }) => status === "rejected");
  expect(refused.every((one) => "reason" in one && one.reason.kind === "conflict")).toBe(true);
  expect(await counter.ask()).toBe("secret answer 1");
});

test("R7: what may have happened although it failed is not done again", async () => {
  await using counter = await openCounter();
  const lost = () => Promise.reject(new Fault("unavailable", "the answer was lost", { outcome: "unknown" }));
  await expect(counter.ask({}, lost)).rejects.toMatchObject({ kind: "unavailable" });
  await expect(counter.ask()).rejects.toMatchObject({ kind: "conflict" });
  expect(counter.runs()).toBe(0);
});

test("R7: a call that the end of the server cut off is not done again, and says what to do", async () => {
  await using counter = await openCounter();
  const begun = Promise.withResolvers<void>();
  void counter.ask({}, async () => {
    begun.resolve();
    return new Promise(() => {});
  });
  await begun.promise;
  await expect(counter.ask()).rejects.toThrow("under way");
  await counter.restart();
  const refusal = { kind: "conflict", message: expect.stringContaining("with another key"), facts: { outcome: "unknown" } };
  await expect(counter.ask()).rejects.toMatchObject(refusal);
  expect(await counter.ask({ key: `${KEY}-2` })).toBe("secret answer 1");
});

test("R7, S32: neither the key nor what was asked and answered can be read in the database", async () => {
  await using counter = await openCounter();
  await counter.ask({ input: { password: "secret question" } });
  const rows = JSON.stringify(await counter.t.db.selectFrom("requestKeys").selectAll().execute());
  expect(rows).toContain("keyHash");
  expect(rows).not.toMatch(/secret|random enough|c2VjcmV0/);
});
