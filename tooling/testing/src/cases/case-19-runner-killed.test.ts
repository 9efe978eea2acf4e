import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isRunning, processesAbout, signalProcess } from "../processes.ts";
import { signedIn } from "../signed-in.ts";
import { tempFolder } from "../temp-folder.ts";
import { startTestServer } from "../test-server.ts";
import { waitFor } from "../wait-for.ts";

const SESSION = "0a1b2c3d-0000-4000-8000-000000000001";

/** Keeps a conversation as Claude Code does, leaves processes wherever they can hide, or says what it goes on with. */
const CLAUDE = `#!/bin/sh
case "$*" in *"--resume ${SESSION}"*) echo "resumed ${SESSION}"; exit ;; esac
kept="$HOME/.claude/projects/$(pwd -P | sed 's/[^A-Za-z0-9]/-/g')"
mkdir -p "$kept"
echo '{"type":"user","message":{"role":"user","content":"hello"}}' > "$kept/${SESSION}.jsonl"
setsid sleep 4141 & nohup sleep 4141 >/dev/null 2>&1 & (setsid sh -c 'sleep 4141 & sleep 4141' &)
echo started; sleep 4141
`;

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
  for await (const event of view) {
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (event.type === "exit") break;
    if (killedAt > 0 || !text.includes("started")) continue;
    await waitFor(async () => (await client.terminals.history(terminal.id)).bytes.length > 0, { what: "the output to be kept" });
    killedAt = performance.now();
    for (const pid of await server.runnerPids()) signalProcess(pid, "SIGKILL");
  }
  const lostMs = Math.round(performance.now() - killedAt);
  process.stdout.write(`case 19: lost after ${lostMs} ms\n`);
  // Meant are two seconds; most of it is the start of the next runner, which a busy machine draws out.
  expect(lostMs).toBeLessThan(20_000);
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
