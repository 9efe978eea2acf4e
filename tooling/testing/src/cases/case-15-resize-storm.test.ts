import { setInterval as every } from "node:timers/promises";
import { expect, test } from "vitest";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";
import { waitFor } from "../wait-for.ts";

const STORM_MS = 5_000;
const EVERY_MS = 5;
const MOST_A_SECOND = 10;

/** Says each size that it is told of. */
const TELLING = 'trap "stty size; echo told" WINCH; stty size; echo ready; while :; do read -r -t 1 line || :; done';

test("case 15: a program is told of at most ten sizes a second while two views fight, and of the last one", async () => {
  await using server = await startTestServer();
  using client = await signedIn(server);
  const { id } = await client.terminals.create({ command: ["/bin/bash", "-c", TELLING], cols: 80, rows: 24 });
  const printed = async () => new TextDecoder().decode((await client.terminals.history(id)).bytes);
  await waitFor(async () => (await printed()).includes("ready"), { what: "the program to be ready" });
  const one = client.terminals.attach(id, { mode: "control" });
  const two = client.terminals.attach(id, { mode: "control" });
  const looker = client.terminals.attach(id);
  for (const view of [one, two, looker]) for await (const event of view) if (event.type === "state") break;

  await expect(looker.resize(50, 20)).rejects.toMatchObject({ kind: "forbidden" });
  const began = performance.now();
  let turn = 0;
  const taken: Promise<void>[] = [];
  for await (const _ of every(EVERY_MS)) {
    turn += 1;
    const [mine, other] = turn % 2 === 0 ? [one, two] : [two, one];
    taken.push(mine.takeControl());
    mine.resize(60 + (turn % 100), 30).catch(() => undefined);
    other.resize(60 + (turn % 90), 20).catch(() => undefined);
    if (performance.now() - began > STORM_MS) break;
  }
  // One of them on its way would take the control away again.
  await Promise.all(taken);
  await one.takeControl();
  await one.resize(101, 41);
  await waitFor(async () => (await printed()).includes("41 101"), { what: "the last size" });
  const seconds = (performance.now() - began) / 1_000;
  const told = (await printed()).match(/told/g)?.length ?? 0;
  process.stdout.write(`${turn} sizes in ${seconds.toFixed(1)} s: the program was told of ${told}\n`);
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(MOST_A_SECOND * seconds + 2);
  expect(await client.terminals.get(id)).toMatchObject({ cols: 101, rows: 41 });
}, 120_000);
