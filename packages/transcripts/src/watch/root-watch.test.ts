import { EventEmitter } from "node:events";
import {
  appendFileSync,
  chmodSync,
  type FSWatcher,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterEach, expect, test, vi } from "vitest";
import { RootWatch, type RootWatchOptions } from "./root-watch.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function rooted(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "watch-")));
  open.push({ close: () => rmSync(root, { recursive: true, force: true }) });
  return root;
}

function watched(root: string, more: Partial<RootWatchOptions> = {}) {
  const news: string[] = [];
  const watch = new RootWatch({
    root,
    known: [],
    onFile: ({ path }) => news.push(path.slice(root.length + 1)),
    onGone: (path) => news.push(`-${path.slice(root.length + 1)}`),
    ...more,
  });
  open.push(watch);
  watch.sweep();
  const expectNews = async (...expected: string[]) => {
    await vi.waitFor(() => expect(news).toEqual(expect.arrayContaining(expected)), 10_000);
    news.length = 0;
  };
  return { watch, news, expectNews };
}

test("tells of what is there, and of what is new, written to and gone", async () => {
  const root = rooted();
  writeFileSync(join(root, "a.jsonl"), "1\n");
  const { watch, expectNews } = watched(root);
  await expectNews("a.jsonl");
  appendFileSync(join(root, "a.jsonl"), "2\n");
  await expectNews("a.jsonl");
  mkdirSync(join(root, "deep/deeper"), { recursive: true });
  writeFileSync(join(root, "deep/deeper/b.jsonl"), "1\n");
  await expectNews("deep/deeper/b.jsonl");
  rmSync(join(root, "deep"), { recursive: true });
  await expectNews("-deep/deeper/b.jsonl");
  expect(watch.state).toEqual({ state: "events", message: null });
});

test("case 3: a file that is replaced twice and then written to is noticed each time", async () => {
  const root = rooted();
  const path = join(root, "a.jsonl");
  writeFileSync(path, "1\n");
  const { watch, expectNews } = watched(root);
  await expectNews("a.jsonl");
  for (const text of ["other\n", "again, and longer\n"]) {
    writeFileSync(join(root, "new"), text);
    renameSync(join(root, "new"), path);
    await expectNews("a.jsonl");
  }
  appendFileSync(path, "more\n");
  await expectNews("a.jsonl");
  expect(watch.needsSweeps).toBe(false);
});

test("case 5: files of a folder that was moved are told of at the new place, and go on to be", async () => {
  const root = rooted();
  mkdirSync(join(root, "one/sub"), { recursive: true });
  writeFileSync(join(root, "one/sub/a.jsonl"), "1\n");
  const { watch, expectNews } = watched(root);
  await expectNews("one/sub/a.jsonl");
  renameSync(join(root, "one"), join(root, "two"));
  await expectNews("-one/sub/a.jsonl", "two/sub/a.jsonl");
  appendFileSync(join(root, "two/sub/a.jsonl"), "2\n");
  await expectNews("two/sub/a.jsonl");
  expect(watch.needsSweeps).toBe(false);
});

test("case 11: what cannot be read, links in a ring, pipes and folders named like files are passed over, and the rest is told of", () => {
  const root = rooted();
  mkdirSync(join(root, "folder.jsonl"));
  symlinkSync(root, join(root, "folder.jsonl/ring"));
  symlinkSync("/etc/hostname", join(root, "outside.jsonl"));
  execFileSync("sh", ["-c", `mkfifo '${join(root, "pipe.jsonl")}'`]);
  writeFileSync(join(root, "good.jsonl"), "1\n");
  const { watch, news } = watched(root);
  expect(news).toEqual(["good.jsonl"]);
  expect(watch.state.message).toMatch(/outside\.jsonl: this link leads out/);
});

test("case 11: files in a folder that may not be read for a while are not gone", () => {
  const root = rooted();
  mkdirSync(join(root, "private"));
  writeFileSync(join(root, "private/a.jsonl"), "1\n");
  const { watch, news } = watched(root);
  news.length = 0;
  chmodSync(join(root, "private"), 0o000);
  try {
    watch.sweep();
    expect(news).toEqual([]);
  } finally {
    chmodSync(join(root, "private"), 0o700);
  }
});

test("case 12: without watches left, sweeps find what has changed, and the state says so", () => {
  const root = rooted();
  writeFileSync(join(root, "a.jsonl"), "1\n");
  const full = Object.assign(new Error("no space left for watches"), { code: "ENOSPC" });
  const { watch, news } = watched(root, {
    watch: () => {
      throw full;
    },
  });
  expect(watch.state).toEqual({ state: "sweeps", message: expect.stringContaining("no space left for watches") });
  news.length = 0;
  appendFileSync(join(root, "a.jsonl"), "2\n");
  watch.sweep();
  expect(news).toEqual(["a.jsonl"]);
});

test("case 12: a watch that fails later counts like one that was refused", () => {
  const watchers: EventEmitter[] = [];
  const { watch } = watched(rooted(), {
    watch: () => {
      const watcher = Object.assign(new EventEmitter(), { close: () => undefined, ref: never, unref: never });
      watchers.push(watcher);
      return watcher satisfies Partial<FSWatcher>;
    },
  });
  expect(watch.needsSweeps).toBe(false);
  watchers[0]?.emit("error", Object.assign(new Error("too many"), { code: "EMFILE" }));
  watch.sweep();
  expect(watch.needsSweeps).toBe(true);
});

test("case 15: a file that is rewritten with the same size and times is noticed", () => {
  const root = rooted();
  const path = join(root, "a.jsonl");
  writeFileSync(path, "1\n");
  const { atime, mtime } = statSync(path);
  const { watch, news } = watched(root, {
    watch: () => Object.assign(new EventEmitter(), { close: () => undefined, ref: never, unref: never }),
  });
  news.length = 0;
  writeFileSync(path, "2\n");
  utimesSync(path, atime, mtime);
  watch.sweep();
  expect(news).toEqual(["a.jsonl"]);
});

test("a folder that is not there is missing, and takes nothing with it", () => {
  const root = rooted();
  const { watch, news } = watched(join(root, "later"), { known: [join(root, "later/a.jsonl")] });
  expect(watch.state.state).toBe("missing");
  expect(news).toEqual([]);
  mkdirSync(join(root, "later"));
  writeFileSync(join(root, "later/b.jsonl"), "1\n");
  watch.sweep();
  expect(news).toEqual(["b.jsonl", "-a.jsonl"]);
  expect(watch.state.state).toBe("events");
});

test("what is written into a folder that was taken away and made again is told of", async () => {
  const root = rooted();
  const folder = join(root, "projects");
  mkdirSync(folder);
  const { watch, news } = watched(folder);
  rmSync(folder, { recursive: true });
  watch.sweep();
  expect(watch.state.state).toBe("missing");
  mkdirSync(folder);
  watch.sweep();
  writeFileSync(join(folder, "a.jsonl"), "1\n");
  await vi.waitFor(() => expect(news).toContain("a.jsonl"), 10_000);
});

test("files that were written to lately are looked at without the system's help", () => {
  const root = rooted();
  writeFileSync(join(root, "a.jsonl"), "1\n");
  const { watch, news } = watched(root, {
    watch: () => Object.assign(new EventEmitter(), { close: () => undefined, ref: never, unref: never }),
  });
  news.length = 0;
  appendFileSync(join(root, "a.jsonl"), "2\n");
  watch.sweepRecent(Date.now());
  expect(news).toEqual(["a.jsonl"]);
});

function never(): never {
  throw new Error("not called");
}
