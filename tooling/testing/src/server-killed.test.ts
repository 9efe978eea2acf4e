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

test("case 17: kill -9 of the server in mid-output costs an attached client no byte and the shell not its life", async () => {
  await using server = await startTestServer();
  const client = await signedIn(server);
  const { id, pid } = await client.terminals.create({ command: ["bash", "-c", `seq 1 ${LAST}; read -r wait`] });
  const runners = await server.runnerPids();
  const expected = expectedOutput();

  const view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  const hash = createHash("sha256");
  let bytes = 0;
  let restarted: Promise<void> | undefined;
  for await (const event of view) {
    expect(event.type).not.toBe("gap");
    if (event.type !== "data") continue;
    expect(event.offset).toBe(bytes);
    hash.update(event.bytes);
    bytes += event.bytes.length;
    if (bytes > KILL_AFTER_BYTES) restarted ??= server.kill9().then(() => server.restart());
    if (bytes >= expected.bytes) break;
  }
  await restarted;

  expect({ bytes, sha256: hash.digest("hex") }).toEqual(expected);
  const after = await client.terminals.get(id);
  expect(after).toMatchObject({ pid, status: "running" });
  expect(pid !== null && (await isRunning(pid))).toBe(true);
  expect(await server.runnerPids()).toEqual(runners);
  client.close();
}, 60_000);

test("SIGTERM ends the server with 0, and its terminals are there for the next one", async () => {
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
