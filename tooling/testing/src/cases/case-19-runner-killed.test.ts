import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { isRunning, processesAbout, signalProcess } from "../processes.ts";
import { signedIn } from "../signed-in.ts";
import { tempFolder } from "../temp-folder.ts";
import { startTestServer } from "../test-server.ts";
import { waitFor } from "../wait-for.ts";

const SESSION = "0a1b2c3d-0000-4000-8000-000000000001";

/** Newer, and not that of the terminal. */
const OTHER = "0a1b2c3d-0000-4000-8000-000000000002";

/** Keeps a conversation and reports it as Claude Code does, leaves processes wherever they can hide, or says what it goes on with. */
const CLAUDE = `#!/bin/sh
case "$*" in *"--resume ${SESSION}"*) echo "resumed ${SESSION}"; exit ;; esac
kept="$HOME/.claude/projects/$(pwd -P | sed 's/[^A-Za-z0-9]/-/g')"
mkdir -p "$kept"
for session in ${SESSION} ${OTHER}; do
  echo '{"type":"user","message":{"role":"user","content":"hello"}}' > "$kept/$session.jsonl"
done
report="$(dirname "$2")/$$.SessionStart"
echo '{"session_id":"${SESSION}","transcript_path":"'"$kept/${SESSION}.jsonl"'","hook_event_name":"SessionStart"}' > "$report.part"
mv "$report.part" "$report"
setsid sleep 4141 & nohup sleep 4141 >/dev/null 2>&1 & (setsid sh -c 'sleep 4141 & sleep 4141' &)
echo started; sleep 4141
`;

/** Watches the terminals; `at` is when this one was told to be lost. */
async function watchFor(client: Client, id: string): Promise<{ readonly at: Promise<number> }> {
  const watching = Promise.withResolvers<void>();
  const at = (async () => {
    for await (const event of client.terminals.watch()) {
      watching.resolve();
      if (event.type === "changed" && event.terminal.id === id && event.terminal.status === "lost") return performance.now();
    }
    throw new Error("the terminals are watched no more");
  })();
  await Promise.race([watching.promise, at]);
  return { at };
}

test("case 19: kill -9 of the runner marks its terminals lost, leaves no orphan and offers the conversation", async () => {
  await using folder = await tempFolder("bin");
  await writeFile(join(folder.path, "claude"), CLAUDE);
  await chmod(join(folder.path, "claude"), 0o755);
  await using server = await startTestServer({ env: { PATH: `${folder.path}:${process.env["PATH"]}` } });
  const client = await signedIn(server);
  const cwd = join(server.home, "pro.ject");
  await mkdir(cwd);
  const terminal = await client.terminals.create({ command: ["claude"], cwd, title: "Work" });
  const view = client.terminals.attach(terminal.id, { from: { offset: 0 } });
  let text = "";
  let killedAt = 0;
  let marked: { readonly at: Promise<number> } | undefined;
  for await (const event of view) {
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (event.type === "exit") break;
    if (killedAt > 0 || !text.includes("started")) continue;
    await waitFor(async () => (await client.terminals.history(terminal.id)).bytes.length > 0, { what: "the output to be kept" });
    const facts = join(server.dataDir, "terminals", terminal.id, "terminal.json");
    await waitFor(async () => (await readFile(facts, "utf8")).includes(SESSION), { what: "the conversation to be kept" });
    marked = await watchFor(client, terminal.id);
    killedAt = performance.now();
    for (const pid of await server.runnerPids()) signalProcess(pid, "SIGKILL");
  }
  const sweptMs = Math.round(performance.now() - killedAt);
  const markedMs = Math.round(((await marked?.at) ?? 0) - killedAt);
  process.stdout.write(`case 19: lost after ${markedMs} ms, swept and shown after ${sweptMs} ms\n`);
  // Meant are two seconds, on a machine that may be ten times as busy.
  expect(markedMs).toBeLessThan(20_000);
  expect(await isRunning(terminal.pid ?? 0)).toBe(false);
  expect(await processesAbout(terminal.id)).toEqual([]);
  const lost = await client.terminals.get(terminal.id);
  expect(lost).toMatchObject({ status: "lost", resume: { agent: "claude", sessionId: SESSION } });

  const again = await client.terminals.resume(terminal.id);
  expect(again).toMatchObject({ command: ["claude", "--resume", SESSION], cwd, title: "Work" });
  let said = "";
  for await (const event of client.terminals.attach(again.id, { from: { offset: 0 } })) {
    if (event.type === "data") said += Buffer.from(event.bytes).toString();
  }
  expect(said).toBe(`resumed ${SESSION}\r\n`);
  const shell = await client.terminals.create({ command: ["true"] });
  for await (const _ of client.terminals.attach(shell.id, { from: { offset: 0 } }));
  await expect(client.terminals.resume(shell.id)).rejects.toMatchObject({ kind: "conflict" });
  client.close();
}, 90_000);
