import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CommandFailure } from "../failure.ts";
import { print } from "../output.ts";

const PATIENCE_MS = 15_000;
const POLL_MS = 50;

/** Ends the runners of a data folder on this machine, and with them their terminals. */
export async function stopRunners(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  const pids = await liveRunners(folder);
  if (pids.length === 0) return print(`No runner of ${folder} is running.`);
  for (const pid of pids) askToStop(pid);
  const deadline = performance.now() + PATIENCE_MS;
  let left = pids;
  while (left.length > 0 && performance.now() < deadline) {
    // Another process's end raises no event.
    await delay(POLL_MS);
    const still = await Promise.all(left.map((pid) => isRunnerOf(folder, pid)));
    left = left.filter((_, at) => still[at]);
  }
  if (left.length > 0) throw new CommandFailure(`runner ${left.join(", ")} does not stop`);
  print(`Stopped ${pids.length === 1 ? "the runner" : `${pids.length} runners`} of ${folder}.`);
}

async function liveRunners(dataDir: string): Promise<number[]> {
  const run = join(dataDir, "run");
  const names = await readdir(run).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new CommandFailure(`cannot look into ${run}: ${error.message}`);
  });
  // A file that is gone by now was its runner's, which has ended.
  const texts = await Promise.all(
    names.filter((name) => name.endsWith(".pid")).map((name) => readFile(join(run, name), "utf8").catch(() => "")),
  );
  const pids = texts.map((text) => Number.parseInt(text, 10)).filter((pid) => pid > 1);
  const alive = await Promise.all(pids.map((pid) => isRunnerOf(dataDir, pid)));
  return pids.filter((_, at) => alive[at]);
}

function askToStop(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch (error) {
    // One that has ended meanwhile is what was wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** A process id may have gone to another program since: only one whose command line names this folder is a runner of it. */
async function isRunnerOf(dataDir: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    // Gone, or somebody else's.
    return false;
  }
  if (process.platform !== "linux") return true;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(dataDir);
}
