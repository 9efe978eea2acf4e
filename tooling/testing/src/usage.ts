import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Clock ticks a second, the unit of /proc/<pid>/stat (proc(5)). */
const TICKS = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Memory of processes in bytes: their own, and their share of what they have in common (`Pss`). */
export function memoryOf(pids: readonly number[]): number {
  const kibibytes = pids.map((pid) => Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]));
  return kibibytes.reduce((sum, one) => sum + one * 1024, 0);
}

function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const [, behindName = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = behindName.split(" ");
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}

/** How much of one core processes take over a while, in percent. */
export async function cpuOf(pids: readonly number[], milliseconds: number): Promise<number> {
  const before = cpuSeconds(pids);
  await delay(milliseconds);
  return ((cpuSeconds(pids) - before) / (milliseconds / 1_000)) * 100;
}
