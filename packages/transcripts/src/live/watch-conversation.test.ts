import type { Conversation, ConversationEvent, ListMessages, Message, MessagePage } from "@pilothouse/contracts";
import { type Actor, createTopic, Fault } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { IndexChange } from "../indexer/messages.ts";
import type { Numbered } from "./link.ts";
import { watchConversation } from "./watch-conversation.ts";

const ID = "0190163d-8694-739b-aea5-966c26f8ad90";
const ACTOR: Actor = { userId: ID, role: "member", via: { kind: "login", loginId: ID }, expiresAt: null };
const gate = { drained: async () => undefined };

/** A conversation to which a test adds messages as it likes. */
function growing(first: number) {
  const changes = createTopic<IndexChange>();
  let [generation, from, to] = [1, 1, first];
  let isTheirs = true;
  const changed = (...ids: string[]) =>
    changes.publish({ conversations: ids.map((id) => ({ id, owner: "user:x", bytes: 1 })), projects: [] });
  const messages = async (_: Actor, { after = 0, last = false, limit = 100 }: ListMessages): Promise<MessagePage> => {
    if (!isTheirs) throw new Fault("not_found", "there is no such conversation");
    const ids = Array.from({ length: to - from + 1 }, (__, at) => from + at).filter((id) => id > after);
    const page = last ? ids.slice(-limit) : ids.slice(0, limit);
    const hasAfter = !last && ids.length > page.length;
    return { messages: page.map(messageOf), hasBefore: false, hasAfter, total: ids.length, index: 0, generation };
  };
  return {
    deps: { changes: changes.subscribe, get: async () => whole(to), messages },
    changed,
    add: (count: number) => {
      to += count;
      changed(ID);
    },
    rewrite: () => {
      generation += 1;
      from = to + 1;
      to += 2;
      changed(ID);
    },
    giveAway: () => {
      isTheirs = false;
      changed(ID);
    },
  };
}

function watching(conversation: ReturnType<typeof growing>, more: { after?: number; lastEventId?: string } = {}) {
  const over = new AbortController();
  const stream = watchConversation(conversation.deps, ACTOR, { id: ID, ...more, gate, signal: over.signal });
  return { over, stream, next: async () => valueOf(await stream.next()) };
}

test("what is added behind the known messages is told in order, in pages, and then the conversation as a whole", async () => {
  const conversation = growing(450);
  const { next, stream } = watching(conversation, { after: 40 });
  const ids = [await next(), await next(), await next()].flatMap(({ event }) => idsIn(event));
  expect(ids).toEqual(Array.from({ length: 410 }, (_, at) => 41 + at));
  expect((await next()).event).toMatchObject({ type: "conversation", conversation: { prompts: 450 } });
  const added = next();
  conversation.changed("0190163d-8694-739b-aea5-966c26f8ad99");
  conversation.add(2);
  expect(idsIn((await added).event)).toEqual([451, 452]);
  expect((await next()).event).toMatchObject({ type: "conversation", conversation: { prompts: 452 } });
  await stream.return(undefined);
});

test("a change without a message is told as the conversation as a whole", async () => {
  const conversation = growing(3);
  const { next, stream } = watching(conversation, { after: 3 });
  const waiting = next();
  await Promise.resolve();
  conversation.changed(ID);
  expect((await waiting).event).toMatchObject({ type: "conversation" });
  await stream.return(undefined);
});

test("without a place only what is new from now on is told", async () => {
  const conversation = growing(5);
  const { next, stream } = watching(conversation);
  const first = next();
  await Promise.resolve();
  conversation.add(1);
  expect(idsIn((await first).event)).toEqual([6]);
  await stream.return(undefined);
});

test("case 40: whoever comes back goes on behind the last event, and nothing comes twice", async () => {
  const conversation = growing(3);
  const first = watching(conversation, { after: 1 });
  const { id, event } = await first.next();
  expect(idsIn(event)).toEqual([2, 3]);
  await first.stream.return(undefined);
  conversation.add(2);
  const second = watching(conversation, { after: 1, lastEventId: id });
  expect(idsIn((await second.next()).event)).toEqual([4, 5]);
  await second.stream.return(undefined);
});

test("a transcript that was written anew is to be read anew, also when that happened while nobody watched", async () => {
  const conversation = growing(3);
  const first = watching(conversation, { after: 3 });
  const waiting = first.next();
  await Promise.resolve();
  conversation.rewrite();
  const { id, event } = await waiting;
  expect(event).toEqual({ type: "rewritten" });
  await first.stream.return(undefined);
  conversation.rewrite();
  const second = watching(conversation, { lastEventId: id });
  expect((await second.next()).event).toEqual({ type: "rewritten" });
  await second.stream.return(undefined);
});

test("it ends with not_found when the conversation is somebody else's now", async () => {
  const conversation = growing(3);
  const { next } = watching(conversation, { after: 3 });
  const waiting = next();
  await Promise.resolve();
  conversation.giveAway();
  await expect(waiting).rejects.toMatchObject({ kind: "not_found" });
});

test("it ends when nobody watches any more", async () => {
  const { stream, over } = watching(growing(3), { after: 3 });
  const waiting = stream.next();
  over.abort();
  expect(await waiting).toMatchObject({ done: true });
});

function valueOf(result: IteratorResult<Numbered<ConversationEvent>>): Numbered<ConversationEvent> {
  if (result.done) throw new Error("it ended");
  return result.value;
}

const idsIn = (event: ConversationEvent) => (event.type === "messages" ? event.messages.map(({ id }) => id) : []);

function messageOf(id: number): Message {
  const nothing = { parentId: null, thread: null, at: null, model: null, spent: null, turnMs: null };
  return { id, kind: "prompt", type: "user", blocks: [], copied: false, ...nothing };
}

function whole(prompts: number): Conversation {
  const counts = { requests: 0, extraCalls: 0, input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };
  return {
    id: ID,
    agent: "claude",
    sessionId: "s",
    title: "t",
    projectId: null,
    projectName: null,
    cwd: null,
    branch: null,
    model: null,
    version: null,
    status: "active",
    startedAt: null,
    lastAt: null,
    prompts,
    answers: 0,
    toolCalls: 0,
    toolErrors: 0,
    apiErrors: 0,
    spent: { ...counts, costUsd: null, unpricedRequests: 0 },
    parentId: null,
    subagents: 0,
    terminalId: null,
    pullRequest: null,
    missingSince: null,
    understated: false,
  };
}
