import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const run = JSON.stringify(new URL("run.mjs", import.meta.url).href);

/** A program that runs these commands together and exits as they do. */
function runner(...scripts: readonly string[]) {
  const commands = scripts.map((script) => ({ command: process.execPath, args: ["-e", script] }));
  const program = `const { runTogether } = await import(${run}); process.exitCode = await runTogether(${JSON.stringify(commands)});`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
}

// It waits a little for a second signal, which must not come.
const COUNTS_SIGNALS = `
  let count = 0;
  process.on("SIGINT", () => { count += 1; setTimeout(() => { console.log("signals: " + count); process.exit(7); }, 300); });
  setInterval(() => undefined, 1e6);
  console.log("running");
`;

test("a Ctrl-C, which comes from the terminal and from npm, reaches the command once, and its exit code is ours", async () => {
  const child = runner(COUNTS_SIGNALS);
  await once(child.stdout, "data");
  const output = text(child.stdout);
  process.kill(-Number(child.pid), "SIGINT");
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([7, null]);
  expect(await output).toBe("signals: 1\n");
});

test("when one of two commands ends, so does the other", async () => {
  const idle = "console.log(process.pid); setInterval(() => undefined, 1e6)";
  const child = runner(idle, idle);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const [one, other] = [Number((await lines.next()).value), Number((await lines.next()).value)];
  process.kill(other, "SIGTERM");
  expect(await once(child, "exit")).toEqual([143, null]);
  expect(() => process.kill(one, 0)).toThrow("ESRCH");
});

test("a command that does not exist is an error", async () => {
  const { runTogether } = await import("./run.mjs");
  await expect(runTogether([{ command: "/no/such/program", args: [] }])).rejects.toThrow("ENOENT");
});
