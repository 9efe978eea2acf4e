import { lstatSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { WorkQueue } from "./work-queue.ts";

const folder = mkdtempSync(join(tmpdir(), "queue-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file that was written to at this second. */
function file(name: string, second: number) {
  const path = join(folder, name);
  writeFileSync(path, "");
  utimesSync(path, second, second);
  return { path, stat: lstatSync(path) };
}

const names = (queue: WorkQueue) => {
  const taken: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) taken.push(next.path.slice(folder.length + 1));
  return taken;
};

test("what was just written to comes first, then what was found, the newest first, each once", () => {
  const queue = new WorkQueue();
  for (const found of [file("old", 1), file("new", 3), file("middle", 2)]) queue.add(found);
  queue.add(file("old", 1));
  queue.hurry(file("live", 4));
  queue.hurry(file("middle", 5));
  expect(queue.size).toBe(4);
  expect(names(queue)).toEqual(["live", "middle", "new", "old"]);
  expect(queue.size).toBe(0);
});

test("what is found to be newer while it waits is read as it is then", () => {
  const queue = new WorkQueue();
  queue.add(file("one", 1));
  queue.add(file("two", 2));
  queue.add(file("one", 9));
  expect(queue.take()).toMatchObject({ path: join(folder, "two") });
  expect(queue.take()?.stat.mtimeMs).toBe(9_000);
  expect(queue.take()).toBeNull();
});

test("what is gone is not read, and what comes back is", () => {
  const queue = new WorkQueue();
  queue.add(file("one", 1));
  queue.remove(join(folder, "one"));
  expect(queue.take()).toBeNull();
  queue.add(file("one", 1));
  expect(names(queue)).toEqual(["one"]);
});
