import { readdir, readFile } from "node:fs/promises";
import type { RunnerClient } from "@pilothouse/terminals/runner";
import { expect } from "vitest";
import { openDataDir, shell } from "./test-data-dir.ts";

const AT_ONCE = 8;
/** Pools are full and caches warm by then. */
const WARM_UP = 48;
const SETTLED_BY_MS = 60_000;
const NEVER = new AbortController().signal;

interface Held {
  readonly descriptors: number;
  readonly threads: number;
  readonly zombies: number;
}

/** What a process has from the system. */
async function heldBy(pid: number): Promise<Held> {
  const [descriptors, threads, names] = await Promise.all(
    [`/proc/${pid}/fd`, `/proc/${pid}/task`, "/proc"].map((folder) => readdir(folder)),
  );
  const stats = (names ?? [])
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFile(`/proc/${name}/stat`, "utf8").catch(() => ""));
  const zombies = (await Promise.all(stats)).filter((stat) => stat.includes(`) Z ${pid} `));
  return { descriptors: descriptors?.length ?? 0, threads: threads?.length ?? 0, zombies: zombies.length };
}

/** Starts a program, sees it end and deletes what is left of it, `count` times. */
async function cycle(client: RunnerClient, count: number): Promise<void> {
  let left = count;
  const next = async () => {
    for (; left > 0; left -= 1) {
      const { id, epoch } = await client.spawn(shell("echo here"));
      for (let cursor = { offset: 0, events: 0 }, over = false; !over;) {
        const { items } = await client.read({ id, epoch, cursor, maxBytes: 65_536 }, NEVER);
        over = items.some(({ item }) => item.type === "exit");
        cursor = items.at(-1)?.next ?? cursor;
      }
      await client.remove(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** What a runner has before and after `count` terminals; `null` when nothing is left of them. */
export async function leftAfter(count: number): Promise<{ readonly before: Held; readonly after: Held } | null> {
  await using at = await openDataDir();
  await using client = at.connect();
  const { pid } = await client.info();
  await cycle(client, WARM_UP);
  let before = await heldBy(pid);
  // What the last ones leave goes a moment later.
  await expect.poll(async () => (before = await heldBy(pid)), { timeout: SETTLED_BY_MS }).toMatchObject({ zombies: 0 });
  await cycle(client, count);
  const grown = async () => {
    const after = await heldBy(pid);
    const more = after.descriptors > before.descriptors || after.threads > before.threads || after.zombies > 0;
    return more ? { before, after } : null;
  };
  await expect.poll(grown, { timeout: SETTLED_BY_MS }).toBe(null);
  return grown();
}
