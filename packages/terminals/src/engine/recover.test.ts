import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { newId } from "@pilothouse/platform";
import { expect, test, vi } from "vitest";
import type { RunnerTerminal } from "../port.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";
import { readFacts } from "./terminal-file.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "pilothouse-recover-"));

interface Victim extends AsyncDisposable {
  readonly terminal: RunnerTerminal;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** A process with an engine that starts one terminal and waits to be killed. */
async function startVictim(folder: string, script: string): Promise<Victim> {
  const source = `
    import { shell, openTestEngine, transcript } from ${JSON.stringify(new URL("./test-engine.ts", import.meta.url).href)};
    const { host } = await openTestEngine({ folder: ${JSON.stringify(folder)} });
    const terminal = await host.spawn(shell(${JSON.stringify(script)}));
    await transcript(host, terminal, "started");
    console.log(JSON.stringify(terminal));
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface(child.stdout), "line");
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await kill(child);
  };
  return { terminal: JSON.parse(String(line)), kill: end, [Symbol.asyncDispose]: end };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** The program of a terminal, as soon as it is recorded. */
const identityOf = (folder: string, id: string): Promise<ProcessIdentity> =>
  vi.waitFor(async () => {
    const { process } = await readFacts(join(folder, id));
    if (!process) throw new Error("the program is not recorded yet");
    return process;
  });

test("what ran in a runner that was killed is lost, once; its output stays and nothing of it lives on", async () => {
  const folder = await newFolder();
  const script = "stty -opost; trap '' HUP; seq 1 20000; echo started; setsid sleep 98765 & while :; do sleep 1; done";
  await using victim = await startVictim(folder, script);
  const { terminal } = victim;
  const program = await identityOf(folder, terminal.id);
  const printed = `${Array.from({ length: 20_000 }, (_, at) => `${at + 1}\n`).join("")}started\n`;
  const bytes = join(folder, terminal.id, "bytes", "0000000000000000.bytes");
  await vi.waitUntil(async () => (await stat(bytes)).size >= printed.length);
  await victim.kill();
  expect(await isAlive(program)).toBe(true);

  await using opened = await openTestEngine({ folder });
  expect(await isAlive(program)).toBe(false);
  const [found] = await opened.host.list();
  expect(found).toMatchObject({ id: terminal.id, epoch: terminal.epoch, status: "lost", exit: { code: null, signal: null } });
  expect(found).toMatchObject({ pid: null, startOffset: 0 });
  const { items, text } = await transcript(opened.host, terminal);
  expect(text).toBe(printed);
  expect(items.at(-1)).toMatchObject({ type: "exit", status: "lost" });
  const again = await openTestEngine({ folder });
  expect(await again.host.list()).toEqual([found]);
  expect((await transcript(again.host, terminal)).items).toEqual(items);
});

test("a terminal of a runner that is alive is left to it", async () => {
  const folder = await newFolder();
  await using victim = await startVictim(folder, "echo started; exec sleep 1000");
  const { terminal } = victim;
  const program = await identityOf(folder, terminal.id);
  {
    await using opened = await openTestEngine({ folder });
    expect(await opened.host.list()).toEqual([]);
    expect(await isAlive(program)).toBe(true);
    await victim.kill();
  }
  await rm(folder, { recursive: true, force: true });
});

test("a process that has a recorded number by chance is not touched", async () => {
  const folder = await newFolder();
  await using victim = await startVictim(folder, "echo started; exec sleep 1000");
  const { terminal } = victim;
  const program = await identityOf(folder, terminal.id);
  await victim.kill();
  const bystander = spawn("sleep", ["1000"], { stdio: "ignore" });
  const path = join(folder, terminal.id, "terminal.json");
  const facts = await readFacts(join(folder, terminal.id));
  await writeFile(path, JSON.stringify({ ...facts, process: { ...program, pid: bystander.pid, startTime: "1" } }));
  await using opened = await openTestEngine({ folder });
  expect(await opened.host.list()).toMatchObject([{ status: "lost" }]);
  expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
  await kill(bystander);
});

test("torn records and foreign folders stop nothing", async () => {
  const folder = await newFolder();
  const ids: string[] = [];
  {
    const { host } = await openTestEngine({ folder });
    for (let at = 0; at < 2; at += 1) {
      const made = await host.spawn(shell("echo kept"));
      await transcript(host, made);
      ids.push(made.id);
    }
    await host.shutdown();
  }
  const [torn = "", headless = ""] = ids;
  const timeline = join(folder, torn, "timeline.jsonl");
  await appendFile(timeline, '{"number":2,"offset":99,"type":"si');
  await truncate(join(folder, headless, "terminal.json"), 5);
  await mkdir(join(folder, newId()));
  await mkdir(join(folder, "lost+found"));
  await mkdir(join(folder, "removed-leftover"));

  await using opened = await openTestEngine({ folder });
  expect((await opened.host.list()).map(({ id }) => id)).toEqual([torn]);
  expect((await transcript(opened.host, await opened.host.get(torn))).text).toBe("kept\r\n");
  expect(opened.logged.filter(({ msg }) => msg === "a folder among the terminals is left alone")).toHaveLength(3);
  expect(await readdir(folder)).not.toContain("removed-leftover");
  expect(await readdir(folder)).toContain("lost+found");
});

test("remove takes the folder away", async () => {
  await using opened = await openTestEngine();
  const made = await opened.host.spawn(shell("exec sleep 1000"));
  expect(await readdir(opened.folder)).toEqual([made.id]);
  await opened.host.remove(made.id);
  expect(await readdir(opened.folder)).toEqual([]);
});
