import { setTimeout as delay } from "node:timers/promises";
import { type Client, createClient, signIn } from "@pilothouse/sdk";
import { cpuOf, memoryOf, startTestServer, type TestServer } from "@pilothouse/testing";
import { ownRow, type Row } from "../report.ts";

const IDLE = 200;
const BUSY = 50;
const AT_ONCE = 10;
/** After the last start: drawings are made, screens that nobody looks at are let go. */
const SETTLE_MS = 20_000;
const WATCHED_MS = 20_000;
const MIB = 1024 * 1024;

/** What many terminals cost the runner and the server together, the programs in them not counted. */
export async function population(): Promise<Row[]> {
  const idle = await costOf(IDLE, "echo ready; exec cat");
  const busy = await costOf(BUSY, "while sleep 0.1; do echo a line of output of a program that is at work; done");
  return [
    ownRow(`${IDLE} idle: memory of one, MiB`, idle.memory / MIB, "<= 6"),
    ownRow(`${IDLE} idle: CPU, % of a core`, idle.cpu, "< 2"),
    ownRow(`${BUSY} busy: memory of one, MiB`, busy.memory / MIB),
    ownRow(`${BUSY} busy: CPU, % of a core`, busy.cpu),
  ];
}

async function costOf(count: number, script: string): Promise<{ readonly memory: number; readonly cpu: number }> {
  await using server = await startTestServer({ env: { LOG_LEVEL: "warn", PILOTHOUSE_TERMINALS_PER_USER: String(count) } });
  using client = createClient({ url: server.url, token: await signIn({ url: server.url, ...server.admin }) });
  const first = await start(client, script);
  await delay(SETTLE_MS / 4);
  const before = memoryOf(await processesOf(server));
  await client.terminals.delete(first);
  for (let started = 0; started < count; started += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => start(client, script)));
  }
  await delay(SETTLE_MS);
  const pids = await processesOf(server);
  const cpu = await cpuOf(pids, WATCHED_MS);
  return { memory: (memoryOf(pids) - before) / count, cpu };
}

async function start(client: Client, script: string): Promise<string> {
  return (await client.terminals.create({ command: ["/bin/sh", "-c", script] })).id;
}

async function processesOf(server: TestServer): Promise<number[]> {
  return [server.pid(), ...(await server.runnerPids())];
}
