import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "@pilothouse/platform";
import type { RunnerClient } from "@pilothouse/terminals/runner";
import { expect, test } from "vitest";
import { isGone, openDataDir, shell, until, writtenPids } from "./test-data-dir.ts";

const NEVER = new AbortController().signal;

/** Everything that a terminal says from the start to its end. */
async function wholeOutput(client: RunnerClient, { id, epoch }: { id: string; epoch: string }): Promise<string> {
  let text = "";
  let cursor = { offset: 0, events: 0 };
  for (;;) {
    const { items } = await client.read({ id, epoch, cursor, maxBytes: 64 * 1024 }, NEVER);
    for (const { item, next } of items) {
      expect(item.offset).toBe(text.length);
      if (item.type === "data") text += Buffer.from(item.bytes).toString("latin1");
      if (item.type === "exit") return text;
      cursor = next;
    }
  }
}

const states = (client: RunnerClient) => client.generations().map(({ state, liveTerminals }) => `${state} ${liveTerminals}`);

test("a server with another build starts a runner beside the old one, which keeps what it has and leaves after it", async () => {
  await using at = await openDataDir();
  const first = at.connect();
  const over = await first.spawn(shell("echo over"));
  await wholeOutput(first, over);
  const old = await first.spawn(shell("stty -echo; echo old; read line; echo read $line"));
  const oldPid = (await first.info()).pid;
  await first.detach();

  await using client = at.connect({}, "b2");
  const fresh = await client.spawn(shell());
  const newPid = (await client.info()).pid;
  expect(newPid).not.toBe(oldPid);
  expect(new Set(await writtenPids(at.dataDir))).toEqual(new Set([oldPid, newPid]));
  expect(states(client)).toEqual(["accepting 1", "draining 1"]);
  const list = await client.list();
  expect(list.map(({ id, pid, status }) => ({ id, pid, status }))).toEqual([
    { id: over.id, pid: null, status: "exited" },
    { id: fresh.id, pid: fresh.pid, status: "running" },
    { id: old.id, pid: old.pid, status: "running" },
  ]);

  const reading = wholeOutput(client, old);
  await client.resize(old.id, { cols: 90, rows: 30 });
  await client.write({ id: old.id, clientId: newId(), seq: 1, data: Buffer.from("this\n") });
  expect(await reading).toBe("old\r\nread this\r\n");
  await until(() => isGone(oldPid));
  expect(await writtenPids(at.dataDir)).toEqual([newPid]);
  expect((await readdir(join(at.dataDir, "run"))).filter((name) => /^[0-9a-f]{8}$/.test(name))).toHaveLength(1);

  expect(await client.get(old.id)).toMatchObject({ status: "exited", exit: { code: 0 }, cols: 90 });
  expect(await wholeOutput(client, old)).toBe("old\r\nread this\r\n");
  expect((await client.snapshot(old.id)).screen).toContain("read this");
  await client.remove(old.id);
  await client.remove(over.id);
  expect((await client.list()).map(({ id }) => id)).toEqual([fresh.id]);
  expect(states(client)).toEqual(["accepting 1"]);
}, 60_000);

test("an old runner without terminals leaves at once, and one of the same build stays", async () => {
  await using at = await openDataDir();
  const first = at.connect();
  const oldPid = (await first.info()).pid;
  await first.detach();
  const same = at.connect();
  expect((await same.info()).pid).toBe(oldPid);
  await same.detach();
  await using client = at.connect({}, "b2");
  expect((await client.info()).pid).not.toBe(oldPid);
  await until(() => isGone(oldPid));
}, 60_000);

test("a replaced runner that is killed leaves no process, and its terminals are lost", async () => {
  await using at = await openDataDir();
  const first = at.connect();
  const old = await first.spawn(shell("setsid sleep 31337 & echo started; wait"));
  const oldPid = (await first.info()).pid;
  await first.read({ id: old.id, epoch: old.epoch, cursor: { offset: 0, events: 1 }, maxBytes: 100 }, NEVER);
  await first.detach();
  await using client = at.connect({}, "b2");
  const fresh = await client.spawn(shell());
  const lost = new Promise<void>((resolve) =>
    client.onChange(({ id, status }) => id === old.id && status === "lost" && resolve()),
  );
  process.kill(oldPid, "SIGKILL");
  const answer = client.get(old.id);
  await lost;
  expect(await answer).toMatchObject({ status: "lost" });
  expect(await isGone(old.pid ?? 0)).toBe(true);
  expect(await client.get(fresh.id)).toMatchObject({ status: "running", pid: fresh.pid });
  expect(states(client)).toEqual(["accepting 1"]);
}, 60_000);

test("however many replace a runner at once, one takes its place", async () => {
  await using at = await openDataDir();
  const first = at.connect();
  const old = await first.spawn(shell());
  await first.detach();
  await using stack = new AsyncDisposableStack();
  const clients = Array.from({ length: 3 }, () => stack.use(at.connect({}, "b2")));
  const pids = await Promise.all(clients.map(async (client) => (await client.info()).pid));
  expect(new Set(pids).size).toBe(1);
  expect(await writtenPids(at.dataDir)).toHaveLength(2);
  for (const client of clients) expect(await client.get(old.id)).toMatchObject({ status: "running", pid: old.pid });
}, 60_000);

test("a server that was not told of a replacement, whose runner died since, starts another one", async () => {
  await using at = await openDataDir();
  await using first = at.connect();
  const old = await first.spawn(shell());
  const second = at.connect({}, "b2");
  const between = (await second.info()).pid;
  await second.detach();
  process.kill(between, "SIGKILL");
  await until(() => isGone(between));
  const fresh = await first.spawn(shell());
  expect(await first.get(fresh.id)).toMatchObject({ status: "running" });
  expect(await first.get(old.id)).toMatchObject({ status: "running", pid: old.pid });
  expect(states(first)).toEqual(["accepting 1", "draining 1"]);
}, 60_000);

test("terminals of a runner that was killed are lost at once, though no other runner is there yet", async () => {
  await using at = await openDataDir();
  const first = at.connect();
  const { id, pid } = await first.spawn(shell());
  const runner = (await first.info()).pid;
  await first.detach();
  await using watcher = at.look();
  expect(await watcher.get(id)).toMatchObject({ status: "running", pid });
  const told: string[] = [];
  watcher.onStatus((status) => told.push(status));
  const lost = new Promise<void>((resolve) =>
    watcher.onChange(({ status, pid: left, exit }) => {
      told.push(`${status} ${left} ${exit?.code}`);
      resolve();
    }),
  );
  process.kill(runner, "SIGKILL");
  await lost;
  expect(told[0]).toBe("lost null null");
  expect(told).not.toContain("online");
  expect(watcher.generations()).toEqual([]);
}, 60_000);
