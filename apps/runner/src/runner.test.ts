import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newId } from "@pilothouse/platform";
import { type RunnerClient, socketFolder, stopRunner } from "@pilothouse/terminals/runner";
import { expect, test } from "vitest";
import { isGone, MAIN, openDataDir, until } from "./test-data-dir.ts";

const PARENT = fileURLToPath(new URL("test-parent.ts", import.meta.url));

const pidFiles = async (dataDir: string) => (await readdir(join(dataDir, "run"))).filter((name) => name.endsWith(".pid"));
const pidOf = async (client: RunnerClient) => (await client.info()).pid;

function sleeper(id = newId()) {
  return { id, command: ["/bin/sleep", "1000"], cwd: "/", cols: 80, rows: 24 };
}

/** A server of the smallest kind: it starts a runner and a terminal, says so, and stays. */
async function startParent(dataDir: string): Promise<{ child: ChildProcess; runnerPid: number; terminalPid: number }> {
  const child = spawn(process.execPath, [PARENT, dataDir, MAIN], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  return { child, ...JSON.parse(String(line)) };
}

test("a runner is in its own session, in private folders, and keeps its process id in a file", async () => {
  await using at = await openDataDir();
  await using client = at.connect();
  const pid = await pidOf(client);
  const [, afterName = ""] = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ");
  const session = Number(afterName.split(" ")[3]);
  expect(session).toBe(pid);
  const [name = ""] = await pidFiles(at.dataDir);
  expect(Number(await readFile(join(at.dataDir, "run", name), "utf8"))).toBe(pid);
  for (const folder of ["run", "logs", "terminals", "screens"]) {
    expect((await stat(join(at.dataDir, folder))).mode & 0o777).toBe(0o700);
  }
  const sockets = join("run", name.slice("runner-".length, -".pid".length));
  expect((await stat(join(at.dataDir, sockets))).mode & 0o777).toBe(0o700);
  for (const file of [join(sockets, "control.sock"), join(sockets, "stream.sock"), "logs/runner.log", join("run", name)]) {
    expect((await stat(join(at.dataDir, file))).mode & 0o777).toBe(0o600);
  }
});

test("nothing of the server's environment reaches the runner but what is on the list", async () => {
  await using at = await openDataDir();
  const canaries = Object.fromEntries(
    ["DATABASE_URL", "PILOTHOUSE_ADMIN_PASSWORD", "ANTHROPIC_API_KEY", "NODE_OPTIONS", "AWS_SECRET_ACCESS_KEY"].map(
      (secret, at_) => [secret, `--title=canary-${at_}`],
    ),
  );
  await using client = at.connect({ ...canaries, LANG: "C.UTF-8" });
  const environment = await readFile(`/proc/${await pidOf(client)}/environ`, "utf8");
  expect(environment).toContain("LANG=C.UTF-8");
  expect(environment).not.toContain("canary");
});

test("a runner and its terminals outlive the kill -9 of the process that started it, and are found again", async () => {
  await using at = await openDataDir();
  const { child, runnerPid, terminalPid } = await startParent(at.dataDir);
  child.kill("SIGKILL");
  await once(child, "exit");
  await using client = at.connect();
  expect(await pidOf(client)).toBe(runnerPid);
  expect(await client.list()).toMatchObject([{ pid: terminalPid, status: "running" }]);
});

test("however many start at once, there is one runner", async () => {
  await using at = await openDataDir();
  const clients = Array.from({ length: 4 }, () => at.connect());
  const pids = await Promise.all(clients.map(pidOf));
  expect(new Set(pids).size).toBe(1);
  expect(await pidFiles(at.dataDir)).toHaveLength(1);
  await Promise.all(clients.map((client) => client.detach()));
});

test("after kill -9 of the runner there is a new one, its terminals are lost, and the server is told", async () => {
  await using at = await openDataDir();
  await using client = at.connect();
  const pid = await pidOf(client);
  const terminal = await client.spawn(sleeper());
  const lost = new Promise<string>((resolve) => {
    client.onChange(({ id, status }) => {
      if (id === terminal.id && status !== "running") resolve(status);
    });
  });
  // What is not on disk yet goes down with the runner.
  const events = join(at.dataDir, "terminals", terminal.id, "timeline.jsonl");
  await until(async () => (await readFile(events, "utf8").catch(() => "")) !== "");
  const cursor = { offset: terminal.endOffset, events: 1 };
  const request = { id: terminal.id, epoch: terminal.epoch, cursor, maxBytes: 1 };
  const reading = client.read(request, new AbortController().signal);
  process.kill(pid, "SIGKILL");
  expect(await lost).toBe("lost");
  expect(await pidOf(client)).not.toBe(pid);
  expect(await pidFiles(at.dataDir)).toHaveLength(1);
  expect((await reading).items).toMatchObject([{ item: { type: "exit", status: "lost" } }]);
  expect(await client.snapshot(terminal.id)).toMatchObject({ epoch: terminal.epoch, cols: 80, rows: 24 });
});

test("a reader who is in the middle of a flood when the runner is killed is told of the terminal's end", async () => {
  await using at = await openDataDir();
  await using client = at.connect();
  const pid = await pidOf(client);
  const { id, epoch } = await client.spawn({ ...sleeper(), command: ["/bin/sh", "-c", "yes"] });
  const { signal } = new AbortController();
  let cursor = { offset: 0, events: 0 };
  let last: string | undefined;
  for (let reads = 0; last !== "exit"; reads += 1) {
    if (reads === 100) process.kill(pid, "SIGKILL");
    const { items } = await client.read({ id, epoch, cursor, maxBytes: 64 * 1024 }, signal);
    expect(items).not.toEqual([]);
    last = items.at(-1)?.item.type;
    cursor = items.at(-1)?.next ?? cursor;
  }
  expect(await client.get(id)).toMatchObject({ status: "lost" });
});

test("SIGTERM ends the terminals, then the runner, and leaves no socket and no process id", async () => {
  await using at = await openDataDir();
  await using client = at.connect();
  const pid = await pidOf(client);
  const terminal = await client.spawn(sleeper());
  process.kill(pid, "SIGHUP");
  await client.list();
  await client.detach();
  expect(await stopRunner(at.dataDir)).toEqual([{ pid, killed: false }]);
  await until(() => isGone(terminal.pid ?? 0));
  const left = await readdir(join(at.dataDir, "run"));
  expect(left.filter((name) => !name.startsWith("accepting.lock"))).toEqual([]);
  expect(await stopRunner(at.dataDir)).toEqual([]);
  await using again = at.connect();
  expect(await again.list()).toMatchObject([{ id: terminal.id, status: "exited" }]);
});

test("a data folder whose path is too long for a socket works all the same", async () => {
  await using parent = await openDataDir();
  const deep = join(parent.dataDir, "d".repeat(60), "e".repeat(60));
  await mkdir(deep, { recursive: true });
  await using at = await openDataDir(deep);
  await using client = at.connect();
  expect((await client.info()).version).toBe("0.1.0");
  const sockets = socketFolder(at.dataDir);
  expect(sockets.startsWith(at.dataDir)).toBe(false);
  expect((await stat(sockets)).mode & 0o777).toBe(0o700);
  await client.detach();
  await stopRunner(at.dataDir);
  await rm(sockets, { recursive: true });
});

test("a runner that cannot start says why", async () => {
  await using at = await openDataDir();
  await writeFile(join(at.dataDir, "terminals"), "in the way");
  await using client = at.connect();
  await expect(client.list()).rejects.toEqual(
    expect.objectContaining({ kind: "unavailable", message: expect.stringMatching(/did not start: .*EEXIST.*runner\.log/) }),
  );
});

test("a runner whose data folder was taken away ends, because nobody can reach it", async () => {
  await using at = await openDataDir();
  const client = at.connect();
  const pid = await pidOf(client);
  await client.detach();
  await rm(at.dataDir, { recursive: true });
  await until(() => isGone(pid));
  expect(await stopRunner(at.dataDir)).toEqual([]);
  await mkdir(at.dataDir);
});
