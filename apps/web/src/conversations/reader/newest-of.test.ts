import type { ListMessages, MessagePage } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { exampleMessage as message } from "../example-conversation.ts";
import { newestOf } from "./newest-of.ts";
import { createTranscript } from "./transcript.ts";

/** A conversation whose entries 1 to 3 are its own, and 4 to 9 those of a subagent. */
function setUp() {
  const all = Array.from({ length: 9 }, (_, place) => message(place + 1, { thread: place < 3 ? null : "a1" }));
  const ask = async ({ thread, after = 0, last, limit = 100 }: Omit<ListMessages, "id">): Promise<MessagePage> => {
    const found = all.filter((one) => one.id > after && (thread === undefined || one.thread === thread));
    const messages = last ? found.slice(-limit) : found.slice(0, limit);
    return {
      messages,
      hasBefore: false,
      hasAfter: !last && messages.length < found.length,
      total: found.length,
      index: 0,
      generation: 1,
    };
  };
  return { all, ask };
}

const fail = () => Promise.reject(new Error("the server cannot be reached"));

test("what subagents wrote behind all that is held is no news", async () => {
  const { ask } = setUp();
  const transcript = createTranscript(ask, null);
  await transcript.open("end");
  expect(await newestOf(ask, null, transcript)).toBe(9);
  expect(transcript.state.get().messages.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test("what was written between the two questions is taken in", async () => {
  const { all, ask } = setUp();
  const transcript = createTranscript(ask, null);
  await transcript.open("end");
  all.push(message(10), message(11, { thread: "a1" }));
  expect(await newestOf(ask, null, transcript)).toBe(11);
  expect(transcript.state.get().messages.map(({ id }) => id)).toEqual([1, 2, 3, 10]);
});

test("of more than a page that was written between them, what is behind the page is news", async () => {
  const { all, ask } = setUp();
  const transcript = createTranscript(ask, null);
  await transcript.open("end");
  for (let id = 10; id <= 200; id += 1) all.push(message(id));
  expect(await newestOf(ask, null, transcript)).toBe(109);
  expect(transcript.state.get().messages).toHaveLength(103);
});

test("where it cannot be asked, nothing is left out", async () => {
  const { ask } = setUp();
  const transcript = createTranscript(ask, null);
  await transcript.open("end");
  expect(await newestOf(fail, null, transcript)).toBe(3);
});
