import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isRunning } from "../processes.ts";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";
import { waitFor } from "../wait-for.ts";

const LINES = 1_500_000;
const UPGRADE_AFTER_BYTES = 500_000;
/** As much of the flood comes only when the new runner is there. */
const HELD_LINES = 500_000;

/** What a terminal makes of `seq 1 <LINES>`. */
function floodDigest(): string {
  const hash = createHash("sha256");
  for (let from = 1; from <= LINES; from += 10_000) {
    hash.update(Array.from({ length: 10_000 }, (_, at) => `${from + at}\r\n`).join(""));
  }
  return hash.digest("hex");
}

test("case 18: server and runner are replaced under a flood, no byte is lost and the old runner leaves when it is drained", async () => {
  await using server = await startTestServer({ env: { PILOTHOUSE_RUNNER_BUILD: "b1" } });
  using client = await signedIn(server);
  const script = `stty -echo; seq 1 ${LINES - HELD_LINES}; read -r go; seq ${LINES - HELD_LINES + 1} ${LINES}`;
  const { id, pid } = await client.terminals.create({ command: ["bash", "-c", script] });
  const [old = 0] = await server.runnerPids();

  const upgrade = async (): Promise<string> => {
    await server.stop();
    await server.restart({ PILOTHOUSE_RUNNER_BUILD: "b2" });
    const fresh = await client.terminals.create({ command: ["cat"] });
    const pids = await server.runnerPids();
    expect(pids).toHaveLength(2);
    expect(pids).toContain(old);
    expect(await client.terminals.get(id)).toMatchObject({ pid, status: "running" });
    const [runner] = await client.runners.list();
    expect(runner?.generations.map(({ state, liveTerminals }) => ({ state, liveTerminals }))).toEqual([
      { state: "accepting", liveTerminals: 1 },
      { state: "draining", liveTerminals: 1 },
    ]);
    await view.write("go\n");
    return fresh.id;
  };
  const view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  const hash = createHash("sha256");
  let bytes = 0;
  let upgraded: Promise<string> | undefined;
  const exits: unknown[] = [];
  for await (const event of view) {
    expect(event.type).not.toBe("gap");
    if (event.type === "exit") exits.push(event.exit.code);
    if (event.type !== "data") continue;
    expect(event.offset).toBe(bytes);
    hash.update(event.bytes);
    bytes += event.bytes.length;
    if (bytes <= UPGRADE_AFTER_BYTES || upgraded) continue;
    upgraded = upgrade();
    // What went wrong there is thrown below.
    upgraded.catch(() => view.close());
  }
  const fresh = await upgraded;

  expect(hash.digest("hex")).toBe(floodDigest());
  expect(exits).toEqual([0]);
  await waitFor(async () => !(await isRunning(old)), { what: "the old runner to leave", deadline: 60_000 });
  expect(await server.runnerPids()).toHaveLength(1);
  expect(await client.terminals.get(id)).toMatchObject({ status: "exited", exit: { code: 0 }, endOffset: bytes });
  expect(await client.terminals.get(fresh ?? "")).toMatchObject({ status: "running" });
}, 240_000);
