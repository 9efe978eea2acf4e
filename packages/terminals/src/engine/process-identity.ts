import { readFile } from "node:fs/promises";
import { z } from "zod";
import { readProcess } from "./process-table.ts";

/** Names one process for good: its number may be used again, by others, after its end or the machine's. */
export const ProcessIdentity = z.object({ pid: z.number().int().positive(), startTime: z.string(), boot: z.string() });
export interface ProcessIdentity extends z.infer<typeof ProcessIdentity> {}

// Without a boot id, as outside Linux, the start time is a date and names the process by itself.
const bootId = readFile("/proc/sys/kernel/random/boot_id", "utf8").then(
  (id) => id.trim(),
  () => "",
);

/** The identity of a process that is alive now, or `null`. */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  const entry = await readProcess(pid);
  return entry && { pid, startTime: entry.startTime, boot: await bootId };
}

/** Whether that very process is still alive. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const now = await identify(identity.pid);
  return now?.startTime === identity.startTime && now.boot === identity.boot;
}

/** Whether the machine has not been started anew since: only then can anything of that time be alive. */
export async function isOfThisBoot(identity: ProcessIdentity): Promise<boolean> {
  return identity.boot === (await bootId);
}
