import { expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer } from "./test-server.ts";

const RUNS = 20;
const AT_ONCE = 4;
const SIZE = 100 * 1024;

test("every byte of a program that prints 100 KiB and exits arrives, and then one exit", async () => {
  await using server = await startTestServer();
  const client = await signedIn(server);

  const oneRun = async (run: number) => {
    const letter = String.fromCharCode(97 + run);
    const program = `process.stdout.write("${letter}".repeat(${SIZE}), () => process.exit(${run}))`;
    const { id } = await client.terminals.create({ command: [process.execPath, "-e", program] });
    const output: Uint8Array[] = [];
    const order: string[] = [];
    for await (const event of client.terminals.attach(id, { from: { offset: 0 } })) {
      if (event.type === "data") output.push(event.bytes);
      order.push(event.type === "exit" ? `exit ${event.exit.code}` : event.type);
    }
    expect(order.indexOf(`exit ${run}`)).toBe(order.length - 1);
    expect(Buffer.concat(output).toString() === letter.repeat(SIZE), `run ${run} is whole`).toBe(true);
  };

  for (let run = 0; run < RUNS; run += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => oneRun(run + at)));
  }
  client.close();
}, 60_000);
