import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, newId, systemClock } from "@pilothouse/platform";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";
import { LinePacker } from "../line-packer.ts";
import { withMirror } from "../mirror/with-mirror.ts";
import type { RunnerSearch } from "../port.ts";
import { Search, type SearchOptions } from "./search.ts";

const log = createLogger({ level: "silent", name: "test" });

function numbered(count: number, text: string, first = 0) {
  const packer = new LinePacker();
  packer.at(first + 1);
  for (let at = first; at < first + count; at += 1) packer.add(`${text} ${at}`);
  return packer.take();
}

type TestEngine = Awaited<ReturnType<typeof openTestEngine>>;

interface Opened extends AsyncDisposable {
  readonly search: Search;
  readonly file: string;
  readonly engine: TestEngine["host"];
  readonly host: Awaited<ReturnType<Search["over"]>>;
  find(query: string, ids: readonly string[], more?: Partial<RunnerSearch>): Promise<string[]>;
}

/** Search over a real engine and its mirror, on `folder` or a new one. */
async function open(
  options: {
    readonly folder?: string;
    readonly engine?: TestEngine;
    readonly limits?: SearchOptions["limits"];
    readonly mirror?: false;
  } = {},
): Promise<Opened> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "pilothouse-search-")));
  const file = join(folder, "search.db");
  const engine = options.engine ?? (await openTestEngine());
  const limits = options.limits ?? {};
  const search = new Search({ file, folder: engine.folder, clock: systemClock, log, limits });
  const onLines = options.mirror === false ? () => undefined : search.onLines;
  const mirrored = await withMirror(engine.host, { folder: join(folder, "screens"), log, onLines });
  const host = await search.over(mirrored.host);
  return {
    search,
    file,
    engine: engine.host,
    host,
    find: async (query, ids, more = {}) => {
      await search.settled();
      const asked = { query, ids, limit: 200, cursor: null, from: null, to: null, ...more };
      return (await host.search(asked)).hits.map(({ line }) => line);
    },
    [Symbol.asyncDispose]: async () => {
      await mirrored.close();
      await search.close();
      if (!options.engine) await engine[Symbol.asyncDispose]();
      if (options.folder === undefined) await rm(folder, { recursive: true });
    },
  };
}

/** Waits until the lines that the mirror tells of can be found: it trails behind the output in its own time. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("what a terminal printed is found while it runs and after its end, with the screen it ended on", async () => {
  await using opened = await open();
  const made = await opened.engine.spawn(
    shell('for i in $(seq 100); do echo "needle number $i"; done; read x; echo last needle'),
  );
  await until(async () => (await opened.find("needle", [made.id])).length > 70);
  await opened.engine.write({ id: made.id, clientId: newId(), seq: 1, data: new TextEncoder().encode("\n") });
  await transcript(opened.engine, made);
  await until(async () => (await opened.find("needle", [made.id])).includes("last needle"));
  expect(await opened.find("needle", [made.id])).toHaveLength(101);
  const { hits } = await opened.host.search({
    query: "needle number 50",
    ids: [made.id],
    limit: 1,
    cursor: null,
    from: null,
    to: null,
  });
  const { endOffset } = await opened.engine.get(made.id);
  expect(hits[0]?.offset).toBeGreaterThan(0);
  expect(hits[0]?.offset).toBeLessThanOrEqual(endOffset);
});

test("an index that is missing is made anew from the recordings", async () => {
  await using engine = await openTestEngine();
  const made = await engine.host.spawn(shell('for i in $(seq 200); do echo "needle number $i"; done'));
  await transcript(engine.host, made);
  await using opened = await open({ engine, mirror: false });
  const lines = await opened.find("needle", [made.id], { limit: 500 });
  expect(lines).toHaveLength(200);
  expect(lines[0]).toBe("needle number 200");
});

test("an index that turns out to be damaged is made anew, and whoever searches is told to try again", async () => {
  await using engine = await openTestEngine();
  const made = await engine.host.spawn(shell('for i in $(seq 200); do echo "needle number $i"; done'));
  await transcript(engine.host, made);
  await using opened = await open({ engine, mirror: false });
  expect(await opened.find("needle", [made.id], { limit: 500 })).toHaveLength(200);
  const db = new Sqlite(opened.file);
  db.exec("drop table blocks");
  db.close();
  await expect(opened.find("needle", [made.id])).rejects.toThrow("being made anew");
  expect(await opened.find("needle", [made.id], { limit: 500 })).toHaveLength(200);
});

test("a file that is no index does not keep the runner from starting", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-search-"));
  await writeFile(join(folder, "search.db"), "something else ".repeat(1_000));
  {
    await using opened = await open({ folder });
    opened.search.onLines("one", "e", numbered(3, "needle"));
    expect(await opened.find("needle", ["one"])).toHaveLength(3);
  }
  await rm(folder, { recursive: true });
});

test("lines that come faster than they are indexed are dropped, counted, and read from the recording later", async () => {
  await using engine = await openTestEngine();
  const made = await engine.host.spawn(shell('for i in $(seq 400); do echo "needle number $i"; done; read x'));
  await transcript(engine.host, made, "number 400");
  await using opened = await open({ engine, limits: { queuedBytes: 2_000 } });
  await until(async () => (await opened.find("needle", [made.id], { limit: 1_000 })).length >= 370);
  const lines = await opened.find("needle", [made.id], { limit: 1_000 });
  expect(new Set(lines).size).toBe(lines.length);
});

test("how many lines cannot be found yet is said", async () => {
  await using opened = await open({ limits: { quietMs: 60_000 } });
  opened.search.onLines("one", "e", numbered(50, "needle"));
  const { behind } = await opened.host.search({ query: "needle", ids: ["one"], limit: 1, cursor: null, from: null, to: null });
  expect(behind).toBe(50);
});

test("a removed terminal takes its lines with it", async () => {
  await using opened = await open();
  const made = await opened.engine.spawn(shell("seq 1000 1100; echo needle"));
  await transcript(opened.engine, made);
  await until(async () => (await opened.find("needle", [made.id])).length === 1);
  await opened.host.remove(made.id);
  expect(await opened.find("needle", [made.id])).toEqual([]);
  expect(await opened.find("1050", [made.id])).toEqual([]);
});

test("a recording that is dropped takes its lines with it, those of the last screen too", async () => {
  await using opened = await open();
  const made = await opened.engine.spawn(shell("seq 1000 1100; echo needle"));
  await transcript(opened.engine, made);
  await until(async () => (await opened.find("needle", [made.id])).length === 1);
  await opened.search.settled();
  await opened.host.trim(made.id, 0);
  expect(await opened.find("needle", [made.id])).toEqual([]);
  expect(await opened.find("1050", [made.id])).toEqual([]);
  expect(await opened.engine.get(made.id)).toMatchObject({ status: "exited" });
});

test("what is no longer in the recording is not found", async () => {
  await using engine = await openTestEngine({ limits: { keptBytesPerTerminal: 64 * 1024, hotRingBytes: 16 * 1024 } });
  await using opened = await open({ engine });
  const made = await engine.host.spawn(shell("echo early needle; seq 1 60000; echo late needle"));
  await transcript(engine.host, made);
  await until(async () => (await opened.find("needle", [made.id])).includes("late needle"));
  await until(async () => (await engine.host.get(made.id)).startOffset > 100);
  expect(await opened.find("needle", [made.id])).toEqual(["late needle"]);
});

test("a wrong question is refused with its reason", async () => {
  await using opened = await open();
  await expect(opened.find("a", ["one"])).rejects.toThrow("at least one word of two letters");
  await expect(opened.find("->", ["one"])).rejects.toMatchObject({ kind: "invalid" });
  await expect(opened.find("word ".repeat(3) + "a b c d e f g h i j k l m n o p q", ["one"])).rejects.toThrow("at most 16 words");
  await expect(opened.find("word", ["one"], { cursor: "x" })).rejects.toMatchObject({ kind: "invalid" });
});

test("what was indexed when the runner is killed is there at the next start, and the rest is read from the recording", async () => {
  await using engine = await openTestEngine();
  const made = await engine.host.spawn(shell('for i in $(seq 200); do echo "needle number $i"; done'));
  await transcript(engine.host, made);
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-search-"));
  const lines = { id: made.id, epoch: made.epoch, file: join(folder, "search.db") };
  const child = spawn(process.execPath, [new URL("testing/index-and-hang.ts", import.meta.url).pathname, JSON.stringify(lines)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  {
    await using opened = await open({ folder, engine, mirror: false });
    expect(await opened.find("before", [made.id])).toEqual(["before the kill"]);
    expect(await opened.find("needle", [made.id], { limit: 500 })).toHaveLength(200);
  }
  await rm(folder, { recursive: true });
});
