import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessLimits } from "@pilothouse/contracts";

/** Processes and threads of one user, which is what the limit on processes counts. */
export async function tasksOf(uid: number): Promise<number> {
  const counts = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map((name) => tasksIn(name, uid));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function tasksIn(name: string, uid: number): Promise<number> {
  const folder = join("/proc", name);
  const owner = await stat(folder).catch(() => null);
  if (owner?.uid !== uid) return 0;
  const status = await readFile(join(folder, "status"), "utf8").catch(() => "");
  return Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
}

/**
 * Shell commands that set the limits for what is executed after them. `tasks` are those the user has already: the
 * kernel counts per user and not per terminal. dash and bash name the limit on processes differently.
 */
export function rlimitCommands({ processes, memoryBytes, cpuSeconds }: ProcessLimits, tasks: number): string[] {
  const most = processes === undefined ? undefined : tasks + processes;
  return [
    ...(most === undefined ? [] : [`{ ulimit -u ${most} 2>/dev/null || ulimit -p ${most}; } || exit 126`]),
    // Of the address space Node and others reserve far more than they use; what counts here is what can be written to.
    ...(memoryBytes === undefined ? [] : [`ulimit -d ${Math.ceil(memoryBytes / 1024)} || exit 126`]),
    ...(cpuSeconds === undefined ? [] : [`ulimit -t ${cpuSeconds} || exit 126`]),
  ];
}
