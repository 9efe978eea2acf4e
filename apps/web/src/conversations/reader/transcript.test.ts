import type { ListMessages, MessagePage } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { exampleMessage as message } from "../example-conversation.ts";
import { createTranscript, MOST_HELD } from "./transcript.ts";

/** A server with the entries 1 to `count`, of which tests may hold answers back. */
function setUp(count: number) {
  const server = { count, hold: Promise.resolve(), asked: 0 };
  const ask = async ({ limit = 100, after, before, around, last }: Omit<ListMessages, "id">): Promise<MessagePage> => {
    server.asked += 1;
    const { count: total } = server;
    const from =
      before === undefined
        ? after === undefined
          ? around === undefined
            ? last
              ? total - limit
              : 0
            : around - 1 - limit / 2
          : after
        : before - 1 - limit;
    const begin = Math.max(0, from);
    const end = Math.min(total, before === undefined ? begin + limit : before - 1);
    const messages = Array.from({ length: Math.max(0, end - begin) }, (_, place) => message(begin + place + 1));
    await server.hold;
    return { messages, hasBefore: begin > 0, hasAfter: end < total, total, index: begin, generation: 0 };
  };
  const transcript = createTranscript(ask, null);
  const held = () => {
    const { messages, hasBefore, hasAfter } = transcript.state.get();
    return [messages[0]?.id, messages.at(-1)?.id, hasBefore, hasAfter];
  };
  return { server, transcript, held };
}

test("it is read from its end, its begin or an entry, to both sides without a gap", async () => {
  const { transcript, held } = setUp(1_000);
  await transcript.open("end");
  expect(held()).toEqual([801, 1_000, true, false]);
  await transcript.more("before");
  expect(held()).toEqual([601, 1_000, true, false]);
  await transcript.open("begin");
  expect(held()).toEqual([1, 200, false, true]);
  await transcript.open(500);
  await transcript.more("after");
  await transcript.more("before");
  expect(held()).toEqual([200, 799, true, true]);
  const ids = transcript.state.get().messages.map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 600 }, (_, place) => 200 + place));
  expect(transcript.state.get()).toMatchObject({ total: 1_000, index: 199, opened: 3, place: 500 });
});

test("what failed is tried again where it was: what is read stays, and so does the wish to be elsewhere", async () => {
  const { server, transcript, held } = setUp(1_000);
  await transcript.open("end");
  await transcript.more("before");
  const fail = Promise.reject(new Error("the server cannot be reached"));
  fail.catch(() => undefined);
  server.hold = fail;
  await transcript.more("before");
  expect(transcript.state.get().failure).toBeInstanceOf(Error);
  server.hold = Promise.resolve();
  await transcript.again();
  expect(held()).toEqual([401, 1_000, true, false]);
  expect(transcript.state.get()).toMatchObject({ opened: 1, failure: null });

  server.hold = fail;
  await transcript.open(100);
  expect(held()).toEqual([401, 1_000, true, false]);
  server.hold = Promise.resolve();
  await transcript.again();
  expect(transcript.state.get()).toMatchObject({ opened: 2, failure: null, place: 100 });
});

test("transcript case 38: however much is read, what is held stays bounded, on both ends", async () => {
  const { transcript, held } = setUp(50_000);
  await transcript.open("begin");
  for (let page = 0; page < 40; page++) await transcript.more("after");
  expect(transcript.state.get().messages).toHaveLength(MOST_HELD);
  expect(held()).toEqual([2_201, 8_200, true, true]);
  expect(transcript.state.get().index).toBe(2_200);
  for (let page = 0; page < 11; page++) await transcript.more("before");
  expect(held()).toEqual([1, MOST_HELD, false, true]);
});

test("what comes is added at the end, once, and only entries for readers are counted", async () => {
  const { transcript, held } = setUp(10);
  await transcript.open("end");
  transcript.take([message(10), message(11), message(12, { kind: "attachment" }), message(13, { thread: "a1" })]);
  transcript.take([message(11), message(12)]);
  expect(held()).toEqual([1, 12, false, false]);
  expect(transcript.state.get()).toMatchObject({ arrived: 1, total: 12 });
});

test("what comes while its end is out of sight is counted, and read on from there", async () => {
  const { server, transcript, held } = setUp(1_000);
  await transcript.open("begin");
  server.count = 1_001;
  transcript.take([message(1_001)]);
  expect(held()).toEqual([1, 200, false, true]);
  expect(transcript.state.get().arrived).toBe(1);
  await transcript.open(1_000);
  expect(held()).toEqual([900, 1_001, true, false]);
});

test("what comes while an answer is on its way that does not have it is not lost", async () => {
  const { server, transcript, held } = setUp(300);
  await transcript.open("begin");
  let answer: () => void = () => undefined;
  server.hold = new Promise((resolve) => (answer = resolve));
  const reading = transcript.more("after");
  server.count = 301;
  transcript.take([message(301)]);
  answer();
  await reading;
  expect(held()).toEqual([1, 300, false, true]);
  await transcript.more("after");
  expect(held()).toEqual([1, 301, false, false]);
});

test("an answer for a place that was left meanwhile is dropped", async () => {
  const { server, transcript, held } = setUp(1_000);
  let answer: () => void = () => undefined;
  server.hold = new Promise((resolve) => (answer = resolve));
  const slow = transcript.open("begin");
  server.hold = Promise.resolve();
  await transcript.open("end");
  answer();
  await slow;
  expect(held()).toEqual([801, 1_000, true, false]);
  expect(transcript.state.get().opened).toBe(1);
});

test("a failure is told and can be tried again", async () => {
  let fails = true;
  const transcript = createTranscript(async () => {
    if (fails) throw new Error("no");
    return { messages: [message(1)], hasBefore: false, hasAfter: false, total: 1, index: 0, generation: 0 };
  }, null);
  await transcript.open("end");
  expect(transcript.state.get()).toMatchObject({ failure: new Error("no"), reading: null, opened: 0 });
  fails = false;
  await transcript.open("end");
  expect(transcript.state.get()).toMatchObject({ failure: null, opened: 1 });
});
