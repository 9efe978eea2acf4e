import type { ChannelEvent, EventChannel, TerminalsEvent } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { EventLog } from "./event-log.ts";
import type { Numbered } from "./link.ts";
import { subscribeEvents, type SubscribeDeps } from "./subscribe-events.ts";

const ACTOR: Actor = {
  userId: "0190163d-8694-739b-aea5-966c26f8ad91",
  role: "member",
  via: { kind: "login", loginId: "0190163d-8694-739b-aea5-966c26f8ad92" },
  expiresAt: null,
};
const MINE = `user:${ACTOR.userId}`;
const gate = { drained: async () => undefined };

function listening(log: EventLog, channels: EventChannel[], more: Partial<SubscribeDeps> & { lastEventId?: string } = {}) {
  const { lastEventId, ...deps } = more;
  const over = new AbortController();
  const stream = subscribeEvents(
    {
      events: log,
      ownersOf: async () => [MINE],
      conversations: async () => [],
      terminals: async () => nothing(),
      ...deps,
    },
    ACTOR,
    { channels, lastEventId: lastEventId ?? null, gate, signal: over.signal },
  );
  return {
    over,
    next: async (): Promise<Numbered<ChannelEvent>> => {
      const { value, done } = await stream.next();
      if (done) throw new Error("it ended");
      return value;
    },
    end: () => stream.return(undefined),
  };
}

async function* nothing(): AsyncGenerator<never> {}

test("whoever comes for the first time is told to read everything", async () => {
  const { next, end } = listening(new EventLog(10), ["projects", "system"]);
  expect((await next()).event).toEqual({ channel: "projects", type: "refresh" });
  expect((await next()).event).toEqual({ channel: "system", type: "refresh" });
  await end();
});

test("of many words on one thing the newest is told, and nothing of what is another's or on another channel", async () => {
  const log = new EventLog(10);
  const { next, end } = listening(log, ["projects", "files"]);
  await next();
  await next();
  log.put(
    { owner: "user:other", channel: "projects", id: "theirs" },
    { owner: MINE, channel: "files", id: "one", bytes: 1, at: 1 },
    { owner: MINE, channel: "files", id: "one", bytes: 2, at: 2 },
    { owner: MINE, channel: "system", bytes: 3, readBytes: 3 },
    { owner: MINE, channel: "projects", id: "mine" },
  );
  expect((await next()).event).toEqual({ channel: "files", type: "file", conversationId: "one", bytes: 2, at: 2 });
  expect((await next()).event).toEqual({ channel: "projects", type: "project", id: "mine" });
  await end();
});

test("how far the reading is, is told of all that is the actor's and the teams' together", async () => {
  const log = new EventLog(10);
  const { next, end } = listening(log, ["system"], { ownersOf: async () => [MINE, "team:one"] });
  await next();
  const at = (owner: string, readBytes: number) => ({ owner, channel: "system" as const, bytes: 100, readBytes });
  log.put(at(MINE, 1), at("team:one", 2), at("user:other", 50));
  log.put(at(MINE, 30));
  expect((await next()).event).toEqual({ channel: "system", type: "indexing", bytes: 200, readBytes: 32 });
  await end();
});

test("case 40: whoever comes back gets what was missed, and all of it again where it was cut off in between", async () => {
  const log = new EventLog(10);
  const first = listening(log, ["projects"]);
  const { id } = await first.next();
  await first.end();
  log.put({ owner: MINE, channel: "projects", id: "one" }, { owner: MINE, channel: "projects", id: "two" });
  const second = listening(log, ["projects"], { lastEventId: id });
  const one = await second.next();
  expect(one.event).toMatchObject({ id: "one" });
  await second.end();
  const third = listening(log, ["projects"], { lastEventId: one.id });
  expect((await third.next()).event).toMatchObject({ id: "one" });
  const two = await third.next();
  expect(two.event).toMatchObject({ id: "two" });
  await third.end();
  log.put({ owner: MINE, channel: "projects", id: "three" });
  const fourth = listening(log, ["projects"], { lastEventId: two.id });
  expect((await fourth.next()).event).toMatchObject({ id: "three" });
  await fourth.end();
});

test("case 40: where the log does not go back so far, or is another server's, everything is to be read", async () => {
  const log = new EventLog(2);
  const old = log.nameOf(0);
  for (let at = 0; at < 5; at += 1) log.put({ owner: MINE, channel: "projects", id: `project ${at}` });
  for (const lastEventId of [old, "another:3", "nonsense"]) {
    const { next, end } = listening(log, ["projects"], { lastEventId });
    expect((await next()).event).toEqual({ channel: "projects", type: "refresh" });
    await end();
  }
});

test("changes of terminals come in between, and their failure ends the stream", async () => {
  const log = new EventLog(10);
  const event: TerminalsEvent = { type: "removed", id: "0190163d-8694-739b-aea5-966c26f8ad93" };
  async function* failing(): AsyncGenerator<Numbered<TerminalsEvent>> {
    yield { id: "1", event };
    throw new Error("the runner is gone");
  }
  const { next } = listening(log, ["terminals"], { terminals: async () => failing() });
  expect((await next()).event).toEqual({ channel: "terminals", type: "terminals", event });
  await expect(next()).rejects.toThrow("the runner is gone");
});

test("it ends when nobody listens any more", async () => {
  const { next, over, end } = listening(new EventLog(10), ["projects"]);
  await next();
  over.abort();
  await expect(next()).rejects.toThrow("it ended");
  await end();
});
