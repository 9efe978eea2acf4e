import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";
import type { RunnerTerminal } from "../port.ts";

type TestEngine = Awaited<ReturnType<typeof openTestEngine>>;

/** Resolves with the terminal once `holds` of it. */
function until({ host }: TestEngine, id: string, holds: (terminal: RunnerTerminal) => boolean): Promise<RunnerTerminal> {
  return new Promise((resolve, reject) => {
    const look = (terminal: RunnerTerminal) => {
      if (terminal.id !== id || !holds(terminal)) return;
      stop();
      resolve(terminal);
    };
    const stop = host.onChange(look);
    host.get(id).then(look, reject);
  });
}

const is = (state: string, source?: string) => (terminal: RunnerTerminal) =>
  terminal.activity.state === state && (source ?? terminal.activity.source) === terminal.activity.source;

/** A program named `claude` that runs the hooks it was given, as the tests tell it to over its input. */
async function fakeClaude() {
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-claude-"));
  const program = join(folder, "claude");
  const script = `#!${process.execPath}
const { readFileSync } = require("node:fs");
const { execFileSync } = require("node:child_process");
const at = process.argv.indexOf("--settings");
const hooks = JSON.parse(readFileSync(process.argv[at + 1], "utf8")).hooks;
process.stdout.write("args " + process.argv.slice(at + 2).join(",") + "\\n");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const input = JSON.parse(line);
  for (const { hooks: list } of hooks[input.hook_event_name]) {
    for (const { command } of list) execFileSync("/bin/sh", ["-c", command], { input: JSON.stringify(input) });
  }
  process.stdout.write("told " + input.hook_event_name + "\\n");
});`;
  await writeFile(program, script);
  await chmod(program, 0o755);
  return { program, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test("an agent's own reports decide: working, waiting for a permission, idle; its conversation is known", async () => {
  await using claude = await fakeClaude();
  await using engine = await openTestEngine();
  const { host, folder } = engine;
  const made = await host.spawn({ id: newId(), command: [claude.program, "--model", "x"], cwd: "/", cols: 80, rows: 24 });
  expect(made.activity).toMatchObject({ state: "starting", source: "process" });
  const { text } = await transcript(host, made, "args");
  expect(text).toContain("args");
  let seq = 0;
  const clientId = newId();
  const tell = async (event: string, more: object = {}) => {
    const line = JSON.stringify({ session_id: "s-1", transcript_path: "/t.jsonl", hook_event_name: event, ...more });
    await host.write({ id: made.id, clientId, seq: (seq += 1), data: Buffer.from(`${line}\n`) });
  };

  await tell("SessionStart", { source: "startup" });
  const idle = await until(engine, made.id, is("idle", "hooks"));
  expect(idle.agentSession).toEqual({ agent: "claude", sessionId: "s-1", transcriptPath: "/t.jsonl" });
  expect(idle.command).toEqual([claude.program, "--model", "x"]);
  await tell("UserPromptSubmit");
  await until(engine, made.id, is("working", "hooks"));
  await tell("PermissionRequest", { tool_name: "Bash" });
  const waiting = await until(engine, made.id, is("waiting", "hooks"));
  expect(waiting.activity.message).toBe("Permission to use Bash");
  await tell("PostToolUse", { tool_name: "Bash" });
  await until(engine, made.id, is("working", "hooks"));
  await tell("Stop");
  await until(engine, made.id, is("idle", "hooks"));

  await host.close(made.id);
  const marks = (await transcript(host, made)).items.flatMap((item) => (item.type === "mark" ? [item.kind] : []));
  expect(marks).toEqual(["idle", "working", "waiting", "working", "idle"]);
  expect((await host.get(made.id)).activity).toMatchObject({ state: "exited" });
  await expect.poll(() => readdir(join(folder, made.id))).not.toContainEqual(expect.stringMatching(/^hooks-/));
});

test("each agent has a folder of its own, closed to others, and nothing of it is in a terminal's environment", async () => {
  await using claude = await fakeClaude();
  await using engine = await openTestEngine();
  const start = () => engine.host.spawn({ id: newId(), command: [claude.program], cwd: "/", cols: 80, rows: 24 });
  const [one, other] = [await start(), await start()];
  const places = async ({ id }: RunnerTerminal) =>
    (await readdir(join(engine.folder, id))).filter((name) => name.startsWith("hooks-"));
  const names = [...(await places(one)), ...(await places(other))];
  expect(names).toHaveLength(2);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^hooks-[0-9a-f]{32}$/);
});

test("somebody who gives Claude Code settings of his own keeps them", async () => {
  await using engine = await openTestEngine();
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-claude-"));
  const program = join(folder, "claude");
  await writeFile(program, '#!/bin/sh\necho "<$*>"\n');
  await chmod(program, 0o755);
  const made = await engine.host.spawn({
    id: newId(),
    command: [program, "--settings", "mine.json"],
    cwd: "/",
    cols: 80,
    rows: 24,
  });
  expect((await transcript(engine.host, made)).text).toContain("<--settings mine.json>");
  await rm(folder, { recursive: true });
});

test("marks in the output are understood, and a program that nobody knows is judged by its process or not at all", async () => {
  await using engine = await openTestEngine();
  const { host } = engine;
  const asks = await host.spawn(shell(String.raw`printf '\033]9;Approval requested: make\007'; exec sleep 100`));
  expect((await until(engine, asks.id, is("waiting", "signals"))).activity.message).toBe("Approval requested: make");
  const works = await host.spawn(shell("while :; do echo x; sleep 0.1; done"));
  await until(engine, works.id, is("working", "process"));
});

test("a shell that asks for a command is idle; what it runs works, or nothing is known of it", async () => {
  await using engine = await openTestEngine();
  const { host } = engine;
  const made = await host.spawn({ id: newId(), command: ["/bin/sh"], cwd: "/", env: { PS1: "$ " }, cols: 80, rows: 24 });
  await until(engine, made.id, is("idle", "process"));
  const clientId = newId();
  const type = (seq: number, text: string) => host.write({ id: made.id, clientId, seq, data: Buffer.from(text) });
  await type(1, "sh -c 'while :; do :; done'\n");
  await until(engine, made.id, is("working", "process"));
  await type(2, "\u0003");
  await until(engine, made.id, is("idle", "process"));
  await type(3, "cat\n");
  const silent = await until(engine, made.id, is("unknown", "process"));
  expect(silent.activity.message).toBeNull();
});
