import type { ChannelEvent, EventChannel } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { createEventHub, type EventListener } from "./event-hub.ts";

function setUp() {
  const follows: { channels: readonly EventChannel[]; tell: EventListener; stopped: boolean }[] = [];
  const hub = createEventHub((channels, tell) => {
    const one = { channels, tell, stopped: false };
    follows.push(one);
    return () => void (one.stopped = true);
  });
  return { hub, follows };
}

const refresh = (channel: EventChannel): ChannelEvent => ({ channel, type: "refresh" });

test("all that listen in one turn share one subscription, and each hears its own channels", async () => {
  const { hub, follows } = setUp();
  const heard: string[] = [];
  hub.listen(["conversations"], ({ channel }) => heard.push(`list ${channel}`));
  hub.listen(["projects", "conversations"], ({ channel }) => heard.push(`home ${channel}`));
  await Promise.resolve();
  expect(follows.map(({ channels }) => channels)).toEqual([["conversations", "projects"]]);

  follows[0]?.tell(refresh("conversations"));
  follows[0]?.tell(refresh("projects"));
  follows[0]?.tell(refresh("system"));
  expect(heard).toEqual(["list conversations", "home conversations", "home projects"]);
});

test("what is followed already is not asked for again", async () => {
  const { hub, follows } = setUp();
  const leave = hub.listen(["conversations", "system"], () => undefined);
  await Promise.resolve();
  hub.listen(["system"], () => undefined);
  leave();
  await Promise.resolve();
  expect(follows).toMatchObject([{ stopped: false }]);
});

test("whoever comes to what is followed already is told to read anew, and nobody else is", async () => {
  const { hub } = setUp();
  const heard: string[] = [];
  hub.listen(["conversations", "system"], ({ type }) => heard.push(`first ${type}`));
  await Promise.resolve();
  hub.listen(["conversations"], ({ channel, type }) => heard.push(`second ${channel} ${type}`));
  const leave = hub.listen(["system"], ({ type }) => heard.push(`third ${type}`));
  leave();
  await Promise.resolve();
  expect(heard).toEqual(["second conversations refresh"]);
});

test("a channel that is new is followed with the others, and nothing is followed for nobody", async () => {
  const { hub, follows } = setUp();
  const first = hub.listen(["conversations"], () => undefined);
  await Promise.resolve();
  const second = hub.listen(["system"], () => undefined);
  await Promise.resolve();
  expect(follows).toMatchObject([{ stopped: true }, { channels: ["conversations", "system"], stopped: false }]);

  first();
  second();
  await Promise.resolve();
  expect(follows).toMatchObject([{ stopped: true }, { stopped: true }]);
});
