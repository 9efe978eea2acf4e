import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { RunnerTerminal } from "../port.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

const run = promisify(execFile);
const MIB = 1024 * 1024;

/** A real disk of its own; only root can have one. */
async function smallDisk(megabytes: number) {
  const path = await mkdtemp(join(tmpdir(), "pilothouse-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", path]);
  return {
    path,
    remount: (how: "ro" | "rw") => run("mount", ["-o", `remount,${how}`, path]),
    [Symbol.asyncDispose]: async () => {
      await run("umount", ["--lazy", path]);
      await rm(path, { recursive: true });
    },
  };
}

const mayMount = await smallDisk(1).then(
  async (disk) => disk[Symbol.asyncDispose]().then(() => true),
  () => false,
);

type Engine = Awaited<ReturnType<typeof openTestEngine>>;

/** Settles when the engine has told that the recording of a terminal is in this state. */
function told({ host }: Engine, state: RunnerTerminal["recording"]["state"]): Promise<RunnerTerminal> {
  const { promise, resolve } = Promise.withResolvers<RunnerTerminal>();
  const stop = host.onChange((terminal) => {
    if (terminal.recording.state !== state) return;
    stop();
    resolve(terminal);
  });
  return promise;
}

const typed = (id: string, seq: number) => ({
  id,
  clientId: "00000000-0000-7000-8000-000000000001",
  seq,
  data: Buffer.from("\n"),
});
/** Prints some megabytes at each line of input, more than the ring holds. */
const PRINTER = "stty -opost -echo; echo ready; while read x; do seq 1 1000000; echo done; done";

test.skipIf(!mayMount)(
  "R5, case 31: on a full disk the terminal goes on and says that it is not recorded, and is again once there is space",
  async () => {
    await using disk = await smallDisk(24);
    await using opened = await openTestEngine({ folder: join(disk.path, "terminals") });
    const { host } = opened;
    const made = await host.spawn(shell(PRINTER));
    await transcript(host, made, "ready");
    expect(made.recording).toEqual({ state: "on", since: expect.any(Number) });

    const filler = join(disk.path, "filler");
    await writeFile(filler, new Uint8Array(20 * MIB));
    const failing = told(opened, "failing");
    await host.write(typed(made.id, 1));
    expect((await failing).recording.since).toBeGreaterThanOrEqual(made.createdAt);
    const live = await transcript(host, made, "1000000\ndone");
    expect(live.text).toContain("done");
    expect(await host.get(made.id)).toMatchObject({ status: "running", recording: { state: "failing" } });
    const started = await host.spawn(shell("echo also; exec sleep 1000"));
    expect((await transcript(host, started, "also")).text).toContain("also");

    const again = told(opened, "on");
    await rm(filler);
    await again;
    await host.write(typed(made.id, 2));
    await host.write({ ...typed(made.id, 3), data: Buffer.from("\x04") });
    const { items } = await transcript(host, made);
    let at = 0;
    for (const item of items) {
      expect(item.type === "gap" ? item.from : item.offset).toBe(at);
      if (item.type === "gap") at = item.to;
      else if (item.type === "data") at += item.bytes.length;
    }
    const lost = items.find((item) => item.type === "gap");
    if (!lost) throw new Error("more was printed than the disk and the memory hold");
    expect(items.at(-1)).toMatchObject({ type: "exit", offset: at });
    await host.shutdown();
    await using later = await openTestEngine({ folder: opened.folder });
    const [kept, ...others] = (await transcript(later.host, made)).items.filter(({ type }) => type === "gap");
    expect(others).toEqual([]);
    // What the disk took of the write that failed is there after all.
    expect(kept).toMatchObject({ type: "gap", from: expect.toSatisfy((from) => from >= lost.from), to: lost.to });
  },
);

test.skipIf(!mayMount)(
  "case 31: on a read-only disk a terminal works, and all of it is kept when it is writable soon",
  async () => {
    await using disk = await smallDisk(6);
    await using opened = await openTestEngine({ folder: join(disk.path, "terminals") });
    const { host } = opened;
    await disk.remount("ro");
    const made = await host.spawn(shell("echo one; read x; echo two"));
    expect(made.recording.state).toBe("failing");
    await transcript(host, made, "one");
    const again = told(opened, "on");
    await disk.remount("rw");
    await again;
    await host.write(typed(made.id, 1));
    const { text } = await transcript(host, made);
    await host.shutdown();
    await using later = await openTestEngine({ folder: opened.folder });
    expect((await transcript(later.host, made)).text).toBe(text);
    expect(text).toBe("one\r\n\r\ntwo\r\n");
  },
);

test("case 31: a terminal that cannot be kept from its start on says so at once", async () => {
  await using opened = await openTestEngine();
  await rm(opened.folder, { recursive: true });
  await writeFile(opened.folder, "in the way");
  const made = await opened.host.spawn(shell("exec sleep 1000"));
  expect(made.recording.state).toBe("failing");
  const again = told(opened, "on");
  await rm(opened.folder);
  expect(await again).toMatchObject({ id: made.id, status: "running" });
});
