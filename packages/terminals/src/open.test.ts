import { type Actor, Fault, newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { NumberedEvent } from "./pieces.ts";
import type { SpawnSpec, TerminalHost } from "./port.ts";
import { collect, command, link, openAll, SIZE, viewer } from "./test-open.ts";

test("the limit of running terminals counts a user's own, and closing one makes room", async () => {
  await using all = await openAll({ liveTerminalsPerUser: 2 });
  const { terminals, ada, bob } = all;
  const make = (who: Actor) => terminals.create(who, { ...SIZE, command: command("exec sleep 100") });
  const first = await make(ada);
  await make(ada);
  await expect(make(ada)).rejects.toMatchObject({ kind: "quota", facts: { limit: 2 } });
  await make(bob);
  expect(await terminals.close(ada, first.id)).toMatchObject({ status: "exited" });
  await make(ada);
});

test("starts made at once do not slip through the limit together", async () => {
  await using all = await openAll({ liveTerminalsPerUser: 3 });
  const starts = Array.from({ length: 8 }, () => all.terminals.create(all.ada, { ...SIZE, command: command("exec sleep 100") }));
  const made = (await Promise.allSettled(starts)).filter(({ status }) => status === "fulfilled");
  expect(made).toHaveLength(3);
});

test("a start that fails leaves no record and does not count", async () => {
  await using all = await openAll({ liveTerminalsPerUser: 1 });
  const { terminals, ada } = all;
  await expect(terminals.create(ada, { ...SIZE, command: ["no-such-program"] })).rejects.toMatchObject({ kind: "invalid" });
  expect(await terminals.list(ada, {})).toEqual([]);
  await terminals.create(ada, { ...SIZE, command: command("exec sleep 100") });
});

const isOutput = (_: string, { event }: NumberedEvent) => event.type !== "state";

const away = () => Promise.reject(new Fault("unavailable", "the runner went away"));

test("a start whose answer was lost is found; one that did not happen leaves no record", async () => {
  const answerLost = (host: TerminalHost) => ({ spawn: async (spec: SpawnSpec) => host.spawn(spec).then(away) });
  await using found = await openAll({}, answerLost);
  const made = await found.terminals.create(found.ada, { ...SIZE, command: command("exec sleep 100") });
  expect(made).toMatchObject({ status: "running", pid: expect.any(Number) });
  expect(await found.terminals.list(found.ada, {})).toMatchObject([{ id: made.id, epoch: made.epoch }]);

  await using none = await openAll({}, () => ({ spawn: away }));
  await expect(none.terminals.create(none.ada, SIZE)).rejects.toMatchObject({ kind: "unavailable" });
  expect(await none.terminals.list(none.ada, {})).toEqual([]);
});

test("a start under a runner that is away is settled when it is back, and not while it may still happen", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<never>();
  const get = () => {
    asked.resolve();
    return answer.promise;
  };
  let isBack = false;
  await using all = await openAll({}, (host) => ({ spawn: away, get: (id) => (isBack ? host.get(id) : get()) }));
  const start = all.terminals.create(all.ada, SIZE);
  await asked.promise;
  isBack = true;
  await all.terminals.reconcile();
  expect(await all.terminals.list(all.ada, {})).toHaveLength(1);
  answer.reject(new Fault("unavailable", "the runner does not answer"));
  await expect(start).rejects.toMatchObject({ kind: "unavailable" });
  await all.terminals.reconcile();
  expect(await all.terminals.list(all.ada, {})).toEqual([]);
});

test("a viewer that acknowledges gets everything through a small window, in order", async () => {
  await using all = await openAll({ viewerWindowBytes: 1_000, dataEventBytes: 300 });
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("seq 1 5000") });
  const { text, events } = await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  expect(text).toBe(Array.from({ length: 5000 }, (_, at) => `${at + 1}\r\n`).join(""));
  expect(events.at(-1)).toMatchObject({ type: "exit", exit: { code: 0 } });
  expect(events.filter(({ type }) => type === "exit")).toHaveLength(1);
});

test("a viewer that acknowledges nothing is sent its window and no more, and stalls nobody", async () => {
  await using all = await openAll({ viewerWindowBytes: 1_000, dataEventBytes: 300 });
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("seq 1 5000") });
  const own = link();
  let sent = 0;
  const silent = (async () => {
    const input = { ...viewer(), id, from: { offset: 0 } };
    for await (const { event } of await terminals.attach(ada, input, own)) if (event.type === "data") sent += event.bytes.length;
  })();
  const { text } = await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  expect(text).toHaveLength(28_893);
  expect(sent).toBe(1_000);
  own.stop();
  await expect(silent).rejects.toThrow("aborted");
});

test("an event's id is enough to go on exactly behind it, wherever the stream was cut", async () => {
  await using all = await openAll({ dataEventBytes: 500 });
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("seq 1 600") });
  const whole = await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  let [text, lastEventId] = ["", ""];
  for (let cuts = 0; !text.endsWith("600\r\n"); cuts += 1) {
    const place = lastEventId ? { lastEventId } : { from: { offset: 0 } };
    const part = await collect({ terminals, who: ada, input: { ...viewer(), id, ...place } }, isOutput);
    text += part.text;
    lastEventId = part.lastId;
    expect(cuts).toBeLessThan(100);
  }
  expect(text).toBe(whole.text);
});

test("without a place a viewer gets the screen and then the rest; an id of another epoch counts as none", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const made = await terminals.create(ada, { ...SIZE, command: command("echo before; read x; echo after") });
  const { id } = made;
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.includes("before"));
  for (const stale of [
    {},
    { lastEventId: "otherepoch:3:1" },
    { lastEventId: "nonsense" },
    { from: { epoch: "other", offset: 2 } },
  ]) {
    const { events } = await collect({ terminals, who: ada, input: { ...viewer(), id, ...stale } }, () => true);
    expect(events[0]).toMatchObject({ type: "snapshot", epoch: made.epoch, cols: 80, rows: 24 });
    expect(events[0]?.type === "snapshot" && events[0].screen).toContain("before");
  }
  await terminals.write(ada, { id, clientId: newId(), seq: 1, data: new TextEncoder().encode("\n") });
  const { events, text } = await collect({ terminals, who: ada, input: { ...viewer(), id } });
  const [snapshot] = events;
  expect(`${snapshot?.type === "snapshot" ? snapshot.screen : ""}${text}`).toContain("after");
  expect(events.at(-1)).toMatchObject({ type: "exit" });
});

test("a new title reaches whoever looks, between two pieces of output", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command("printf ready; exec sleep 100") });
  const { events } = await collect(
    { terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } },
    (text, { event }) => {
      if (event.type === "data" && text === "ready") void terminals.rename(ada, { id, title: "build" });
      return event.type === "state" && event.title === "build";
    },
  );
  expect(events.at(-1)).toMatchObject({ type: "state", offset: 5, title: "build" });
});

test("what the runner does not know is lost, and what never started is forgotten", async () => {
  await using all = await openAll();
  const { terminals, ada, store } = all;
  const kept = await terminals.create(ada, { ...SIZE, command: command("exec sleep 100") });
  const record = await store.get(kept.id);
  if (!record) throw new Error("there is no record");
  const [gone, never] = [newId(), newId()];
  await store.insertWithin({ ...record, id: gone, createdAt: 1 }, 10);
  await store.insertWithin({ ...record, id: never, epoch: "", createdAt: 1 }, 10);
  await terminals.reconcile();
  const found = await terminals.list(ada, {});
  expect(Object.fromEntries(found.map(({ id, status }) => [id, status]))).toEqual({ [kept.id]: "running", [gone]: "lost" });
});

test("a watcher hears of its own terminals: all, then each change, and nothing of others", async () => {
  await using all = await openAll();
  const { terminals, ada, bob } = all;
  const own = link();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { event } of await terminals.watch(ada, own)) {
      seen.push(event.type === "changed" ? `${event.terminal.title} ${event.terminal.status}` : event.type);
      if (event.type === "all") {
        await terminals.create(bob, { ...SIZE, title: "his", command: command("exec sleep 100") });
        await terminals.create(ada, { ...SIZE, title: "hers", command: command("read x") });
      }
      if (seen.at(-1) === "hers running" && event.type === "changed") await terminals.close(ada, event.terminal.id);
      if (seen.at(-1) === "hers exited" && event.type === "changed") await terminals.delete(ada, event.terminal.id);
      if (event.type === "removed") return;
    }
  })();
  await watching;
  expect(seen[0]).toBe("all");
  expect(new Set(seen)).toEqual(new Set(["all", "hers running", "hers exited", "removed"]));
});
