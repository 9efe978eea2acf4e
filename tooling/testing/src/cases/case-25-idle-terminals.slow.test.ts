import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";
import { cpuOf, memoryOf } from "../usage.ts";

const TERMINALS = 200;
const AT_ONCE = 10;
const MIB = 1024 * 1024;
/** Drawings are made and screens that nobody looks at let go by then. */
const SETTLE_MS = 30_000;
const WATCHED_MS = 30_000;
/** On a busy machine the last drawings are late: then what is idle is looked at again. */
const LOOKS = 4;
const MOST_CPU = 2;

test("case 25: 200 idle terminals take less than 2 % of a core, and 6 MiB each with their screens", async () => {
  await using server = await startTestServer({ env: { PILOTHOUSE_TERMINALS_PER_USER: String(TERMINALS) } });
  using client = await signedIn(server);
  const start = () => client.terminals.create({ command: ["/bin/sh", "-c", "echo ready; exec cat"] });
  const processes = async () => [server.pid(), ...(await server.runnerPids())];
  const first = await start();
  await client.terminals.delete(first.id);
  const before = memoryOf(await processes());
  for (let started = 0; started < TERMINALS; started += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, start));
  await delay(SETTLE_MS);

  let cpu = Infinity;
  for (let looks = 0; looks < LOOKS && cpu >= MOST_CPU; looks += 1) cpu = await cpuOf(await processes(), WATCHED_MS);
  const memory = (memoryOf(await processes()) - before) / TERMINALS / MIB;
  process.stdout.write(`${TERMINALS} idle terminals: ${cpu.toFixed(2)} % of a core, ${memory.toFixed(2)} MiB each\n`);
  expect(cpu).toBeLessThan(MOST_CPU);
  expect(memory).toBeLessThan(6);
}, 400_000);
