import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endProcess, isRunning, processesAbout } from "./processes.ts";
import { waitFor } from "./wait-for.ts";

const pidOf = (child: ChildProcess) => child.pid ?? expect.fail("not started");

test("a process that refuses to end is made to end", async () => {
  const child = spawn("sh", ["-c", "trap '' TERM; echo on; read -r line"]);
  await once(child.stdout, "data");
  const closed = once(child, "exit");
  await endProcess(pidOf(child), 100);
  expect(await closed).toEqual([null, "SIGKILL"]);
  expect(await isRunning(pidOf(child))).toBe(false);
});

test("ending a process that is gone does nothing", async () => {
  const child = spawn("true");
  await once(child, "exit");
  await expect(endProcess(pidOf(child))).resolves.toBeUndefined();
});

test("processes are found by what their environment holds", async () => {
  const mark = `mark-${process.pid}-${Date.now()}`;
  const child = spawn("sleep", ["60"], { env: { MARK: mark } });
  const found = () => processesAbout(mark);
  await waitFor(async () => (await found()).includes(pidOf(child)), { what: "the child to be found" });
  await endProcess(pidOf(child));
  expect(await found()).toEqual([]);
});

test("what never comes is named after the deadline", async () => {
  await expect(waitFor(() => undefined, { what: "a miracle", deadline: 50 })).rejects.toThrow("for a miracle");
});
