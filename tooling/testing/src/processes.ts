import { readFile, readdir } from "node:fs/promises";
import { waitFor } from "./wait-for.ts";

/** Whether the process is there and not a zombie that nobody has reaped yet. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!signalProcess(pid, 0)) return false;
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return status === undefined || !/\) [ZX] /.test(status);
}

/** Asks the process to end and, after `grace` milliseconds, makes it end; resolves when it is gone. */
export async function endProcess(pid: number, grace = 5_000): Promise<void> {
  if (!signalProcess(pid, "SIGTERM")) return;
  const gone = async () => !(await isRunning(pid));
  await waitFor(gone, { what: `process ${pid} to end`, deadline: grace }).catch(() => signalProcess(pid, "SIGKILL"));
  await waitFor(gone, { what: `process ${pid} to be killed` });
}

/** Processes started with `text` in their environment or command line. Linux only; elsewhere there are none. */
export async function processesAbout(text: string): Promise<number[]> {
  const names = await readdir("/proc").catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => (pid !== process.pid && (await mentions(pid, text)) ? [pid] : [])));
  return found.flat();
}

async function mentions(pid: number, text: string): Promise<boolean> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
  const [environ, cmdline] = await Promise.all([read("environ"), read("cmdline")]);
  return environ.includes(text) || cmdline.includes(text);
}

/** Sends a signal; answers whether the process was there. Signal 0 only asks. */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
