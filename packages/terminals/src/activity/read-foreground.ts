import { readFile } from "node:fs/promises";
import { readProcess } from "../engine/process-table.ts";

/** The process group that has a terminal, at one moment. */
export interface ForegroundSample {
  readonly group: number;
  /** The leader's own group has the terminal. */
  readonly leaderInFront: boolean;
  /** Processor time of the group's first process and of its ended children, in clock ticks; 0 where the system does not tell. */
  readonly ticks: number;
}

const onLinux = process.platform === "linux";

/** Fields 14 to 17 of proc_pid_stat(5), counted behind the name. */
const TIMES = [11, 12, 13, 14] as const;

async function ticksOf(pid: number): Promise<number> {
  if (!onLinux) return 0;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return TIMES.reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
}

/** Looks who has the terminal of `leader`; `null` when the leader is gone. */
export async function readForeground(leader: number): Promise<ForegroundSample | null> {
  const entry = await readProcess(leader);
  if (!entry) return null;
  const group = entry.foreground > 0 ? entry.foreground : entry.group;
  return { group, leaderInFront: group === entry.group, ticks: await ticksOf(group) };
}
