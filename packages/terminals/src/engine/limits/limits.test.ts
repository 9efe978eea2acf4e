import { execFile } from "node:child_process";
import { mkdir, mkdtempDisposable, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createLogger, newId } from "@pilothouse/platform";
import { expect, test, vi } from "vitest";
import { openTestEngine, shell, transcript } from "../test-engine.ts";
import { useCgroup } from "./find-cgroup.ts";
import { limitProgram } from "./limit-program.ts";
import { rlimitCommands, tasksOf } from "./rlimits.ts";
import { TerminalCgroup } from "./terminal-cgroup.ts";

const run = promisify(execFile);
const log = createLogger({ level: "error", name: "test" });
const MIB = 1024 * 1024;
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

/** Where the hierarchy is on machines that still have the first version beside it, and on others. */
const HIERARCHIES = ["/sys/fs/cgroup/unified", "/sys/fs/cgroup"];

/** A group of the real hierarchy in which others can be made, or `null` when this machine lets us make none. */
async function realGroup(): Promise<(AsyncDisposable & { readonly folder: string }) | null> {
  for (const top of HIERARCHIES) {
    const folder = join(top, `pilothouse-test-${newId()}`);
    const made = await mkdir(folder).then(
      () => readFile(join(folder, "cgroup.procs"), "utf8").then(() => true),
      () => false,
    );
    if (made) return { folder, [Symbol.asyncDispose]: () => rmdir(folder) };
  }
  return null;
}

/** A folder that looks like a group with everything handed over to us. */
async function fakeGroup(controllers: string) {
  const folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-cgroup-"));
  await writeFile(join(folder.path, "cgroup.procs"), "");
  await writeFile(join(folder.path, "cgroup.controllers"), "cpuset cpu io memory pids\n");
  await writeFile(join(folder.path, "cgroup.subtree_control"), `${controllers}\n`);
  return folder;
}

test("a program in a real cgroup starts in it, and what leaves its session is known there and ends with it", async (context) => {
  await using real = await realGroup();
  if (!real) {
    context.skip("this machine lets us make no cgroup");
    return;
  }
  // A hierarchy without the controllers groups and kills just as well.
  const group = await TerminalCgroup.make(real.folder, "t", {});
  const script =
    'echo 0 >"$1"; env -i setsid sleep 98801 & env -i setsid sleep 98802 & echo "in $(grep 0:: /proc/self/cgroup)"; wait';
  await using opened = await openTestEngine();
  const made = await opened.host.spawn(shell("", { command: ["/bin/sh", "-c", script, "sh", group.door] }));
  const { text } = await transcript(opened.host, made, "in 0::");
  expect(text).toContain("/pilothouse-t");
  await vi.waitFor(async () => expect((await group.processes()).size).toBe(3));
  expect(await group.processes()).toContain(made.pid);
  await group.kill();
  await vi.waitFor(async () => expect((await group.processes()).size).toBe(0));
  expect(await group.outOfMemoryKills()).toBe(0);
  await group.remove();
  expect(await readdir(real.folder)).not.toContain("pilothouse-t");
});

test("a cgroup gets the limits that were asked for, and one that cannot be set leaves no group behind", async () => {
  await using fake = await fakeGroup("cpu memory pids");
  const group = await TerminalCgroup.make(fake.path, "t", { processes: 64, memoryBytes: 512 * MIB, cpuPercent: 150 });
  const value = (file: string) => readFile(join(group.folder, file), "utf8");
  expect(await value("pids.max")).toBe("64");
  expect(await value("memory.max")).toBe(String(512 * MIB));
  expect(await value("memory.swap.max")).toBe("0");
  expect(await value("cpu.max")).toBe("150000 100000");
  await writeFile(join(group.folder, "memory.events"), "low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\noom_group_kill 0\n");
  expect(await group.outOfMemoryKills()).toBe(2);
  await expect(TerminalCgroup.make(fake.path, "t", { processes: 64 })).rejects.toThrow("EEXIST");
});

test("a folder is used only when its groups get controllers", async () => {
  await using fake = await fakeGroup("cpu memory pids");
  expect(await useCgroup(fake.path)).toEqual({ folder: fake.path, controllers: new Set(["pids", "memory", "cpu"]) });
  expect(await useCgroup(join(fake.path, "missing"))).toBeNull();
  // What the kernel refuses to hand on, because the folder has processes of its own, is not in there afterwards.
  await writeFile(join(fake.path, "cgroup.controllers"), "cpuset\n");
  await writeFile(join(fake.path, "cgroup.subtree_control"), "\n");
  expect(await useCgroup(fake.path)).toBeNull();
  await rm(join(fake.path, "cgroup.subtree_control"));
  expect(await useCgroup(fake.path)).toBeNull();
});

test("a terminal in a cgroup says so, and one whose limits the cgroup does not know falls back to what a process can do", async () => {
  await using fake = await fakeGroup("pids");
  const cgroup = { folder: fake.path, controllers: new Set(["pids"] as const) };
  const ask = { program: "/bin/true", args: [], uid: 0, carried: false, log, cgroup };
  const within = await limitProgram({ ...ask, id: "a", limits: { processes: 64, cpuSeconds: 9 } });
  expect(within.inForce).toEqual({ by: "cgroup", processes: 64, memoryBytes: null, cpuPercent: null, cpuSeconds: 9 });
  expect(within.args.join(" ")).toContain(join(fake.path, "pilothouse-a", "cgroup.procs"));
  const beyond = await limitProgram({ ...ask, id: "b", limits: { memoryBytes: 64 * MIB, cpuPercent: 10 } });
  expect(beyond).toMatchObject({ cgroup: null });
  expect(beyond.inForce).toEqual({ by: "rlimit", processes: null, memoryBytes: 64 * MIB, cpuPercent: null, cpuSeconds: null });
  const nothing = await limitProgram({ ...ask, id: "c", limits: { cpuPercent: 10 } });
  expect(nothing).toMatchObject({ program: "/bin/true", inForce: { by: "none" } });
});

test("without a cgroup a terminal is limited all the same, and its program sees the same arguments and variables", async () => {
  await using opened = await openTestEngine({ cgroup: null });
  const { host } = opened;
  const script = 'echo "args: $*"; ulimit -d; ulimit -t; env | sort';
  const command = ["/bin/sh", "-c", script, "sh", "a b", "c'd", "$e"];
  const limits = { memoryBytes: 300 * MIB, cpuSeconds: 77 };
  const limited = await host.spawn(shell("", { command, limits }));
  expect(limited.care.limits).toEqual({ by: "rlimit", processes: null, cpuPercent: null, ...limits });
  expect(limited.command).toEqual(command);
  const { text } = await transcript(host, limited);
  expect(text).toContain(`args: a b c'd $e\r\n${300 * 1024}\r\n77\r\n`);
  const free = await host.spawn(shell("", { command }));
  expect(free.care.limits.by).toBe("none");
  const variables = (all: string) => all.split("\r\n").filter((line) => /^[A-Z_]+=/.test(line) && !line.includes("TERMINAL_ID"));
  expect(variables(text)).toEqual(variables((await transcript(host, free)).text));
});

test("a program over its limit of memory is refused more, and Node starts under one", async () => {
  await using opened = await openTestEngine({ cgroup: null });
  const { host } = opened;
  // V8 reserves some hundred mebibytes before it runs anything.
  const limits = { memoryBytes: 1_024 * MIB };
  const small = await host.spawn(shell("", { command: [process.execPath, "-e", "console.log('fine')"], limits }));
  expect((await transcript(host, small)).text).toContain("fine");
  const grow = "try { Buffer.alloc(1500 * 1024 * 1024, 1); console.log('got it') } catch { console.log('refused') }";
  const large = await host.spawn(shell("", { command: [process.execPath, "-e", grow], limits }));
  expect((await transcript(host, large)).text).not.toContain("got it");
});

test("a program over its limit of CPU time is killed", async () => {
  await using opened = await openTestEngine({ cgroup: null });
  const made = await opened.host.spawn(shell("while :; do :; done", { limits: { cpuSeconds: 1 } }));
  const { items } = await transcript(opened.host, made);
  expect(items.at(-1)).toMatchObject({ type: "exit", exit: { code: null } });
}, 60_000);

test.skipIf(!asRoot)(
  "case 28: the limit on processes of somebody who is not root counts on top of what runs already",
  async () => {
    const tasks = await tasksOf(NOBODY);
    const script = [...rlimitCommands({ processes: 10 }, tasks), 'exec "$@"'].join("; ");
    const fork = "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do sleep 5 & done; echo all";
    const nobody = ["--reuid", String(NOBODY), "--clear-groups", "--", "/bin/sh", "-c", script, "sh", "/bin/sh", "-c"];
    expect((await run("setpriv", [...nobody, "sleep 0 & wait; echo all"])).stdout).toBe("all\n");
    await expect(run("setpriv", [...nobody, fork])).rejects.toThrow(/[Cc]annot fork/);
  },
);

test("what became of a terminal's processes is still known after the runner", async () => {
  const first = await openTestEngine({ cgroup: null });
  const made = await first.host.spawn(shell("exit 0", { limits: { cpuSeconds: 77 } }));
  await transcript(first.host, made);
  await first.host.shutdown();
  await using second = await openTestEngine({ folder: first.folder });
  expect((await second.host.get(made.id)).care.limits).toMatchObject({ by: "rlimit", cpuSeconds: 77 });
});
