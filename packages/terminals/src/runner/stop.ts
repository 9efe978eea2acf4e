import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errnoOf } from "@pilothouse/platform";
import { RUNNER_LIMITS } from "./limits.ts";
import { isRunnerOf, liveRunners } from "./pid-files.ts";

export interface StoppedRunner {
  readonly pid: number;
  /** It did not end by itself in time. */
  readonly killed: boolean;
}

/** Another process's end raises no event. */
const POLL_MS = 50;

function signal(pid: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errnoOf(error) !== "ESRCH") throw error;
  }
}

/**
 * Ends every runner of a data folder on this machine, and its terminals with it. Resolves when they are gone, with one
 * entry for each; a runner that does not end in time is killed.
 */
export async function stopRunner(dataDir: string): Promise<readonly StoppedRunner[]> {
  const folder = join(dataDir, "run");
  if (!existsSync(folder)) return [];
  const pids = liveRunners(dataDir, folder);
  for (const pid of pids) signal(pid, "SIGTERM");

  const alive = () => pids.filter((pid) => isRunnerOf(dataDir, pid));
  const deadline = performance.now() + RUNNER_LIMITS.stopMs;
  const killed = new Set<number>();
  for (let left = alive(); left.length > 0; left = alive()) {
    if (killed.size === 0 && performance.now() > deadline) {
      for (const pid of left) {
        signal(pid, "SIGKILL");
        killed.add(pid);
      }
    }
    await sleep(POLL_MS);
  }
  return pids.map((pid) => ({ pid, killed: killed.has(pid) }));
}
