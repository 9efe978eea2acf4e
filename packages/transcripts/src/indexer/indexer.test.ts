import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@pilothouse/platform";
import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { unpackFixtures } from "../testing/unpack-fixtures.ts";
import { fixtureRoots } from "../testing/fixture-roots.ts";
import { truth } from "../testing/truth.ts";
import { Indexer } from "./indexer.ts";
import type { IndexChange, IndexedRoot } from "./messages.ts";

const log = createLogger({ level: "silent", name: "test" });
const OWNER = "user:ada";

function place() {
  const folder = mkdtempSync(join(tmpdir(), "indexer-"));
  return {
    folder,
    file: join(folder, "transcripts.db"),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function unpacked({ folder }: { readonly folder: string }): string {
  unpackFixtures(folder);
  return folder;
}

const isDone = (indexer: Indexer) => () => {
  expect(indexer.progress.length).toBeGreaterThan(0);
  for (const { bytes, readBytes } of indexer.progress) expect(readBytes).toBe(bytes);
};

/** Waits until all of these were read. */
async function read(indexer: Indexer, roots: readonly IndexedRoot[]): Promise<void> {
  const told = Promise.withResolvers<void>();
  const stop = indexer.onProgress((progress) => {
    if (progress.length === roots.length && progress.every(({ bytes, readBytes }) => bytes === readBytes)) told.resolve();
  });
  indexer.setRoots(roots);
  await told.promise;
  stop();
}

function totals(file: string) {
  const db = new Sqlite(file, { readonly: true });
  const sums = db
    .prepare(
      "select sum(1 - extra) requests, sum(extra) advisor_calls, sum(input) input, sum(output) output, sum(cost_nanos) nanos from requests where agent = 'claude'",
    )
    .get();
  db.close();
  return sums;
}

const { requests, advisor_calls, input, output, cost_usd: cost } = truth.aggregate.grand_total;
const WHOLE = { requests, advisor_calls, input, output };

test("all transcripts of a home are read in a thread, once, and nothing more after a restart", async () => {
  using at = place();
  const home = unpacked(at);
  const roots = fixtureRoots(home, OWNER);
  for (let time = 0; time < 2; time += 1) {
    await using indexer = new Indexer({ file: at.file, log });
    const changes: IndexChange[] = [];
    indexer.changes((change) => changes.push(change));
    await read(indexer, roots);
    expect(changes.length > 0).toBe(time === 0);
    expect(totals(at.file)).toMatchObject(WHOLE);
  }
  expect(totals(at.file)).toMatchObject({ nanos: expect.closeTo(cost * 1e9, -5) });
});

test("an appended line is told of, a moved file has not changed, and one that is gone stays", async () => {
  using at = place();
  const root = {
    id: "0198c0de-0000-7000-8000-000000000001",
    agent: "claude" as const,
    path: join(at.folder, "projects"),
    owner: OWNER,
  };
  const [before, after] = [join(root.path, "-a"), join(root.path, "-b")];
  mkdirSync(before, { recursive: true });
  const name = "7f2abd2d-7cfc-4447-9ddd-3ca8d14e02e9.jsonl";
  writeFileSync(join(before, name), line(1));
  await using indexer = new Indexer({ file: at.file, log });
  const told: string[] = [];
  indexer.changes(({ conversations }) => told.push(...conversations.map(({ id }) => id)));
  await read(indexer, [root]);
  // That all is read may be told before what came of it.
  await vi.waitFor(() => expect(told).toHaveLength(1), 10_000);
  const [id] = told.splice(0);
  appendFileSync(join(before, name), line(2));
  await vi.waitFor(() => expect(told).toEqual([id]), 10_000);
  mkdirSync(after);
  renameSync(join(before, name), join(after, name));
  appendFileSync(join(after, name), line(3));
  await vi.waitFor(() => expect(rows(at.file)).toEqual({ entries: 3, conversations: 1, files: 1, missing: 0 }), 10_000);
  rmSync(join(after, name));
  await vi.waitFor(() => expect(rows(at.file)).toEqual({ entries: 3, conversations: 1, files: 1, missing: 1 }), 10_000);
});

test("case 13: a root that lies in another one is read once", async () => {
  using at = place();
  const home = unpacked(at);
  const [claude] = fixtureRoots(home, OWNER);
  if (!claude) throw new Error("there is no such root");
  const inner = { ...claude, id: "0198c0de-0000-7000-8000-000000000009", path: join(claude.path, "..") };
  await using indexer = new Indexer({ file: at.file, log });
  await read(indexer, [claude, inner]);
  expect(totals(at.file)).toMatchObject(WHOLE);
});

test("case 14: an indexer that is killed in the middle loses nothing and doubles nothing", async () => {
  using at = place();
  const home = unpacked(at);
  for (let time = 0; time < 3; time += 1) {
    const child = fork(new URL("../testing/index-until-killed.ts", import.meta.url), [at.file, home, OWNER], {
      stdio: "ignore",
    });
    await enough(child, time + 1);
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await using indexer = new Indexer({ file: at.file, log });
  await read(indexer, fixtureRoots(home, OWNER));
  expect(totals(at.file)).toMatchObject(WHOLE);
});

test("nothing is made while there is nothing to read", async () => {
  using at = place();
  await using indexer = new Indexer({ file: at.file, log });
  indexer.setRoots(fixtureRoots(at.folder, OWNER));
  expect(indexer.progress).toMatchObject([{ state: "missing" }, { state: "missing" }, { state: "missing" }]);
  expect(existsSync(at.file)).toBe(false);
});

test("a folder that changes hands is its new owner's alone, and nobody's when it is nobody's", async () => {
  using at = place();
  const home = unpacked(at);
  await using indexer = new Indexer({ file: at.file, log });
  await read(indexer, fixtureRoots(home, OWNER));
  await read(indexer, fixtureRoots(home, "user:bob"));
  expect(owners(at.file)).toEqual(["user:bob"]);
  expect(totals(at.file)).toMatchObject(WHOLE);
  indexer.setRoots(fixtureRoots(home, ""));
  await vi.waitFor(() => expect(owners(at.file)).toEqual([]), 20_000);
  isDone(indexer);
});

/** So many changes were told of; or all was read, because the one before went on for a while until it was dead. */
function enough(child: ChildProcess, changes: number): Promise<void> {
  const done = Promise.withResolvers<void>();
  let told = 0;
  child.on("message", (message) => {
    told += 1;
    if (told >= changes || message === "read") done.resolve();
  });
  return done.promise;
}

function owners(file: string): unknown[] {
  const db = new Sqlite(file, { readonly: true });
  const found = db.prepare("select distinct owner from conversations union select distinct owner from requests").pluck().all();
  db.close();
  return found;
}

function rows(file: string): unknown {
  const db = new Sqlite(file, { readonly: true });
  const counts = db
    .prepare(
      `select (select count(*) from entries) entries, (select count(*) from conversations) conversations,
         (select count(*) from files) files, (select count(*) from files where missing_since is not null) missing`,
    )
    .get();
  db.close();
  return counts;
}

function line(n: number): string {
  const envelope = { sessionId: "7f2abd2d-7cfc-4447-9ddd-3ca8d14e02e9", timestamp: `2026-01-01T00:00:0${n}.000Z`, cwd: "/a" };
  const uuid = `7f2abd2d-7cfc-4447-9ddd-00000000000${n}`;
  return `${JSON.stringify({ ...envelope, uuid, type: "user", message: { role: "user", content: `prompt ${n}` } })}\n`;
}
