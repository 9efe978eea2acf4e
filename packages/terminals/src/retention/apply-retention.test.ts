import type { AttachEvent } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { TerminalDeps } from "../deps.ts";
import type { OpenTerminals } from "../open.ts";
import type { RetentionPolicy } from "../policy.ts";
import type { TerminalHost } from "../port.ts";
import { collect, command, openAll, viewer } from "../test-open.ts";

const DAY_MS = 86_400_000;
const KIB = 1024;
type All = Awaited<ReturnType<typeof openAll>>;

/** A segment of these recordings has 64 KiB, and nothing older than that is in memory. */
const engineLimits = { hotRingBytes: 64 * KIB, keptBytesPerTerminal: 1_024 * KIB };
const retained = (retention: RetentionPolicy, clock = { now: () => Date.now() }, audit?: TerminalDeps["audit"]) =>
  openAll({}, undefined, { retention, clock, engineLimits, ...(audit && { audit }) });

async function read(terminals: OpenTerminals, who: Actor, id: string): Promise<AttachEvent[]> {
  return (await collect({ terminals, who, input: { ...viewer(), id, from: { offset: 0 } } })).events;
}

/** A terminal that printed this many bytes and is over. */
async function printed({ terminals, store }: All, who: Actor, size: number): Promise<string> {
  const { id } = await terminals.create(who, { command: command(`head -c ${size} /dev/zero | tr '\\0' x`) });
  await read(terminals, who, id);
  await terminals.close(who, id);
  await expect.poll(async () => (await store.get(id))?.status).toBe("exited");
  return id;
}

const bytesOf = async ({ terminals }: All, who: Actor, id: string) => {
  const { startOffset, endOffset } = await terminals.get(who, id);
  return endOffset - startOffset;
};

test("a recording is dropped when its terminal has been over for so long, not a moment before, and says so as a gap", async () => {
  let days = 0;
  await using all = await retained({ days: 2 }, { now: () => Date.now() + days * DAY_MS });
  const { terminals, ada } = all;
  const id = await printed(all, ada, 1_000);
  days = 1.9;
  await terminals.retain();
  expect(await bytesOf(all, ada, id)).toBe(1_000);
  days = 2.1;
  await terminals.retain();
  expect(await terminals.get(ada, id)).toMatchObject({ startOffset: 1_000, endOffset: 1_000, status: "exited" });
  const events = await read(terminals, ada, id);
  expect(events.filter(({ type }) => type === "data")).toEqual([]);
  expect(events).toContainEqual(expect.objectContaining({ type: "gap", from: 0, to: 1_000 }));
  expect(events.at(-1)?.type).toBe("exit");
  expect((await all.host.snapshot(id)).screen).not.toContain("x");
  expect((await all.host.screenAt(id, 1_000)).screen).not.toContain("x");
});

test("when all recordings together are too large, what ended first goes first, and no more than has to", async () => {
  await using all = await retained({ totalBytes: 2_500 });
  const { terminals, ada, bob } = all;
  const first = await printed(all, ada, 1_000);
  const second = await printed(all, bob, 1_000);
  await terminals.retain();
  expect(await bytesOf(all, ada, first)).toBe(1_000);
  const third = await printed(all, ada, 1_000);
  await terminals.retain();
  expect(await bytesOf(all, ada, first)).toBe(0);
  expect(await bytesOf(all, bob, second)).toBe(1_000);
  expect(await bytesOf(all, ada, third)).toBe(1_000);
});

test("what runs loses only its oldest output, and goes on", async () => {
  await using all = await retained({ totalBytes: 300 * KIB });
  const { terminals, ada } = all;
  const script = `stty -echo; head -c ${700 * KIB} /dev/zero | tr '\\0' x; echo there; read line; echo "$line"`;
  const { id } = await terminals.create(ada, { command: command(script) });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.endsWith("there\r\n"));
  // What waits for the disk is dropped the next time.
  const after = async () => (await terminals.retain(), bytesOf(all, ada, id));
  await expect.poll(after, { timeout: 10_000 }).toBeLessThanOrEqual(300 * KIB + 64 * KIB);
  const { startOffset, endOffset } = await terminals.get(ada, id);
  expect(endOffset).toBe(700 * KIB + "there\r\n".length);
  // What was written in one piece goes in one piece.
  expect(endOffset - startOffset).toBeGreaterThan(0);
  await terminals.write(ada, { id, clientId: newId(), seq: 1, data: new TextEncoder().encode("on\n") });
  const events = await read(terminals, ada, id);
  expect(events.find(({ type }) => type === "gap")).toMatchObject({ from: 0, to: startOffset });
  const text = events.map((event) => (event.type === "data" ? new TextDecoder().decode(event.bytes) : "")).join("");
  expect(text.endsWith("there\r\non\r\n")).toBe(true);
});

test("of each user's terminals that are over the newest stay, and the others are forgotten with all that was theirs", async () => {
  await using all = await retained({ endedTerminalsPerUser: 2 });
  const { terminals, ada, bob } = all;
  const his = await printed(all, bob, 10);
  const [first, second, third] = [await printed(all, ada, 10), await printed(all, ada, 10), await printed(all, ada, 10)];
  await terminals.retain();
  expect((await terminals.list(ada, {})).map(({ id }) => id)).toEqual([third, second]);
  expect((await terminals.list(bob, {})).map(({ id }) => id)).toEqual([his]);
  await expect(all.host.get(first)).rejects.toMatchObject({ kind: "not_found" });
});

test("S33: what is forgotten and dropped is written down first, as the server's doing; without that nothing goes", async () => {
  const acts: unknown[] = [];
  let broken = true;
  const audit: TerminalDeps["audit"] = async (actor, { action, target }) => {
    if (actor) return;
    if (broken) throw new Error("the log is away");
    acts.push([action, target]);
  };
  await using all = await retained({ endedTerminalsPerUser: 1, totalBytes: 0 }, undefined, audit);
  const [first, second] = [await printed(all, all.ada, 10), await printed(all, all.ada, 10)];
  await all.terminals.retain();
  for (const id of [first, second]) expect(await bytesOf(all, all.ada, id)).toBe(10);
  broken = false;
  await all.terminals.retain();
  expect(acts).toEqual([
    ["retention.delete", first],
    ["retention.drop", second],
  ]);
  expect(await bytesOf(all, all.ada, second)).toBe(0);
});

test("a terminal that left something running is not forgotten, because that would end it", async () => {
  await using all = await retained({ endedTerminalsPerUser: 0 });
  const { terminals, ada, host } = all;
  const script = "(trap '' HUP; exec sleep 98712) </dev/null >/dev/null 2>&1 & sleep 0.2";
  const { id } = await terminals.create(ada, { command: command(script) });
  const left = async () => (await host.get(id)).care.survivors.map(({ pid }) => pid);
  await expect.poll(left, { timeout: 10_000 }).toHaveLength(1);
  await terminals.retain();
  const [pid = 0] = await left();
  expect((await terminals.get(ada, id)).status).toBe("exited");
  process.kill(pid, "SIGKILL");
  await expect.poll(left).toEqual([]);
  await terminals.retain();
  await expect(host.get(id)).rejects.toMatchObject({ kind: "not_found" });
});

test("without a policy everything stays; one recording that cannot be dropped keeps no other", async () => {
  await using unlimited = await retained({});
  const id = await printed(unlimited, unlimited.ada, 10);
  await unlimited.terminals.retain();
  expect(await bytesOf(unlimited, unlimited.ada, id)).toBe(10);

  let stuck = "";
  const broken = (host: TerminalHost) => ({
    trim: (each: string, bytes: number) =>
      each === stuck ? Promise.reject(new Fault("unavailable", "away")) : host.trim(each, bytes),
  });
  await using all = await openAll({}, broken, { retention: { totalBytes: 0 } });
  stuck = await printed(all, all.ada, 10);
  const other = await printed(all, all.ada, 10);
  await all.terminals.retain();
  expect(await bytesOf(all, all.ada, stuck)).toBe(10);
  expect(await bytesOf(all, all.ada, other)).toBe(0);
});
