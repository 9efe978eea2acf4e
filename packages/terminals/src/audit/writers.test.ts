import { createLogger, type Actor, newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openAll, SIZE, command, collect, viewer } from "../test-open.ts";
import { kyselyWriters } from "./kysely-writers.ts";
import { Writers } from "./writers.ts";

const log = createLogger({ level: "silent", name: "test" });

async function started(all: Awaited<ReturnType<typeof openAll>>, who: Actor) {
  const { terminals } = all;
  const { id } = await terminals.create(who, { ...SIZE, command: command("echo ready; read a; sleep 100") });
  await collect({ terminals, who, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.includes("ready"));
  return id;
}

test("who wrote to a terminal is told to its owner, and to nobody else", async () => {
  await using all = await openAll();
  const { terminals, ada, bob } = all;
  const id = await started(all, ada);
  const clientId = newId();
  await terminals.write(ada, { id, clientId, seq: 1, data: Buffer.from("hello") });
  const { inputs, cursor } = await terminals.inputs(ada, { id });
  const writer = { userId: ada.userId, name: "", device: "", via: "login" };
  expect(inputs).toEqual([
    { number: 1, at: expect.any(Number), until: expect.any(Number), offset: 7, bytes: 5, masked: false, text: null, writer },
  ]);
  expect(cursor).toBeNull();
  await expect(terminals.inputs(bob, { id })).rejects.toMatchObject({ kind: "not_found" });
  await terminals.close(ada, id);
  expect((await terminals.inputs(ada, { id })).inputs).toEqual(inputs);
  await terminals.delete(ada, id);
  expect(await all.store.writersOf(id, [clientId])).toEqual([]);
});

test("pages go on where the last one ended", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const id = await started(all, ada);
  for (let count = 0; count < 3; count += 1) {
    await terminals.write(ada, { id, clientId: newId(), seq: 1, data: Buffer.from("x") });
  }
  const first = await terminals.inputs(ada, { id, limit: 2 });
  expect(first.inputs.map(({ number }) => number)).toEqual([3, 2]);
  const rest = await terminals.inputs(ada, { id, limit: 2, cursor: first.cursor ?? 0 });
  expect(rest).toMatchObject({ inputs: [{ number: 1 }], cursor: null });
});

test("nobody writes under another user's client, also when its user is not in memory any more", async () => {
  await using all = await openAll();
  const { ada, bob, store } = all;
  const id = await started(all, ada);
  const clock = { now: () => 5 };
  const writing = { id, clientId: newId(), device: "Firefox" };
  const open = () => new Writers({ store, nameOf: async () => "Ada", clock, log });
  const writers = open();
  await writers.note(ada, writing);
  for (const one of [writers, open()]) {
    await expect(one.note(bob, writing)).rejects.toMatchObject({ kind: "conflict" });
    await one.note(ada, writing);
  }
  expect(await store.writersOf(id, [writing.clientId])).toMatchObject([{ userId: ada.userId, name: "Ada", device: "Firefox" }]);
});

test("a database that refuses holds up nobody's input", async () => {
  await using all = await openAll();
  const store = { ...all.store, claimWriter: () => Promise.reject(new Error("disk full")) };
  const writers = new Writers({ store, nameOf: async () => "Ada", clock: { now: () => 5 }, log });
  await expect(writers.note(all.ada, { id: newId(), clientId: newId(), device: "" })).resolves.toBeUndefined();
});

test("of each terminal the newest writers are remembered", async () => {
  await using all = await openAll();
  const { ada } = all;
  const id = await started(all, ada);
  const store = kyselyWriters(all.db, 2);
  const clients = [newId(), newId(), newId()];
  for (const [at, clientId] of clients.entries()) {
    await store.claimWriter({ terminalId: id, clientId, userId: ada.userId, name: "Ada", device: "", via: "login", at });
  }
  const left = await store.writersOf(id, clients);
  expect(left.map(({ clientId }) => clientId).sort()).toEqual(clients.slice(1).sort());
});
