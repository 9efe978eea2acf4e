import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { Readers } from "./readers.ts";
import { sightOf, TestStore } from "./testing/test-store.ts";

const log = createLogger({ level: "silent", name: "test" });

test("as much is asked at once as may wait, and not more", async () => {
  using store = new TestStore();
  store.conversation({ first_prompt: "one" });
  await using readers = new Readers({ file: store.file, log, answerMs: 60_000 });
  const asked = Array.from({ length: TRANSCRIPT_LIMITS.waiting }, () => readers.ask("listConversations", sightOf(), {}));
  await expect(readers.ask("listConversations", sightOf(), {})).rejects.toMatchObject({ kind: "unavailable" });
  const answers = await Promise.all(asked);
  expect(answers.every(({ conversations }) => conversations[0]?.title === "one")).toBe(true);
  expect((await readers.ask("listConversations", sightOf(), {})).conversations).toHaveLength(1);
});

test("an answer that takes too long is given up, and the next question is answered", async () => {
  using store = new TestStore();
  await using readers = new Readers({ file: store.file, log, answerMs: 0 });
  await expect(readers.ask("usage", sightOf(), {})).rejects.toMatchObject({ kind: "timeout" });
  await using patient = new Readers({ file: store.file, log });
  expect((await patient.ask("usage", sightOf(), {})).rows).toEqual([]);
});

test("questions that wait behind one that takes too long are answered all the same", async () => {
  using store = new TestStore();
  await using readers = new Readers({ file: store.file, log, answerMs: 60_000 });
  const asked = Promise.all([1, 2, 3].map(() => readers.ask("usage", sightOf(), {})));
  // As that one ends it.
  await readers.endThreads();
  expect((await asked).map(({ rows }) => rows)).toEqual([[], [], []]);
});

test("a fault comes as it was, and what is wrong inside is told without what it was about", async () => {
  using store = new TestStore();
  await using readers = new Readers({ file: store.file, log });
  await expect(readers.ask("search", sightOf(), { query: "*" })).rejects.toMatchObject({
    kind: "invalid",
    message: "search for at least one letter or digit",
  });
  store.db.exec("drop table calls");
  await expect(readers.ask("tools", sightOf(), {})).rejects.toThrow("no such table: calls");
  expect((await readers.ask("usage", sightOf(), {})).rows).toEqual([]);
});
