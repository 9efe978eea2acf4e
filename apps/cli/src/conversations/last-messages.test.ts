import type { Client, Message } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { lastMessages } from "./last-messages.ts";

const message = (id: number): Message => ({
  id,
  parentId: null,
  thread: null,
  kind: "answer",
  type: "assistant",
  at: null,
  model: null,
  blocks: [],
  spent: null,
  turnMs: null,
  copied: false,
});

/** A conversation of 500 messages, of which a page has 90 at most. */
const messages: Client["conversations"]["messages"] = async (_id, { limit = 100, before = 501 } = {}) => {
  const first = Math.max(1, before - Math.min(limit, 90));
  const ids = Array.from({ length: before - first }, (_, at) => first + at);
  const counts = { total: 500, index: first - 1, generation: 0 };
  return { messages: ids.map(message), hasBefore: first > 1, hasAfter: before <= 500, ...counts };
};

test("as many of the last messages come as are asked for, however few a page has", async () => {
  const last = async (count: number) => (await lastMessages({ conversations: { messages } }, "c", count)).map(({ id }) => id);
  expect(await last(1)).toEqual([500]);
  expect(await last(250)).toEqual(Array.from({ length: 250 }, (_, at) => 251 + at));
  expect(await last(1_000)).toHaveLength(500);
});
