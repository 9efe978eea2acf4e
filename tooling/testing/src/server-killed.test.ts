import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isRunning } from "./processes.ts";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const LAST = 2_000_000;
const KILL_AFTER_BYTES = 1_000_000;

/** What a terminal makes of `seq 1 2000000`. */
function expectedOutput(): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash("sha256");
  let bytes = 0;
  for (let from = 1; from <= LAST; from += 10_000) {
    const part = Array.from({ length: 10_000 }, (_, at) => `${from + at}\r\n`).join("");
    bytes += part.length;
    hash.update(part);
  }
  return { bytes, sha256: hash.digest("hex") };
}

test("case 17: kill -9 of the server in mid-output costs an attached client no byte, and the shell ends once, when it is told to", async () => {
  await using server = await startTestServer();
  const client = await signedIn(server);
  const { id, pid } = await client.terminals.create({ command: ["bash", "-c", `seq 1 ${LAST}; read -r wait`] });
  const runners = await server.runnerPids();
  const expected = expectedOutput();

  const view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  const hash = createHash("sha256");
  let bytes = 0;
  let restarted: Promise<number> | undefined;
  let resumedAt = 0;
  let isBack = false;
  const others: string[] = [];
  const restart = async (): Promise<number> => {
    await server.kill9();
    await server.restart();
    isBack = true;
    return performance.now();
  };
  const endProgram = async (): Promise<void> => {
    expect(await client.terminals.get(id)).toMatchObject({ pid, status: "running" });
    expect(pid !== null && (await isRunning(pid))).toBe(true);
    expect(await server.runnerPids()).toEqual(runners);
    await view.write("\n");
  };
  for await (const event of view) {
    if (event.type === "state" || event.type === "resize") continue;
    if (event.type !== "data") {
      others.push(event.type === "exit" ? `exit ${event.exit.code} at ${event.offset - bytes}` : event.type);
      continue;
    }
    expect(event.offset).toBe(bytes);
    if (bytes < expected.bytes) hash.update(event.bytes.subarray(0, expected.bytes - bytes));
    bytes += event.bytes.length;
    if (bytes > KILL_AFTER_BYTES) restarted ??= restart();
    if (isBack) resumedAt ||= performance.now();
    if (bytes === expected.bytes) {
      await restarted;
      await endProgram();
    }
  }
  const resumedMs = Math.max(0, resumedAt - ((await restarted) ?? 0));
  process.stdout.write(`case 17: output went on ${resumedMs.toFixed(0)} ms after the server was back\n`);

  expect(hash.digest("hex")).toBe(expected.sha256);
  expect(others).toEqual(["exit 0 at 0"]);
  // Meant are two seconds, on a machine that may be ten times as busy.
  expect(resumedMs).toBeLessThan(20_000);
  client.close();
}, 120_000);

test("R6: SIGTERM ends the server with 0, and its terminals are there for the next one", async () => {
  await using server = await startTestServer();
  const client = await signedIn(server);
  const { id, pid } = await client.terminals.create({ command: ["cat"] });
  const view = client.terminals.attach(id, { mode: "control" });
  await view.write("before\n");

  expect(await server.stop()).toEqual({ code: 0, signal: null });
  await server.restart();
  await view.write("after\n");
  let text = "";
  for await (const event of view) {
    if (event.type === "snapshot") text += event.screen;
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (text.includes("after")) break;
  }
  expect(text).toContain("before");
  expect(await client.terminals.get(id)).toMatchObject({ pid, status: "running" });
  client.close();
}, 60_000);
