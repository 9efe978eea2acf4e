import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errnoOf } from "@pilothouse/platform";
import { readIfPresent } from "./files.ts";

const isPidFile = (name: string) => /^runner-.*\.pid$/.test(name);

/** Is there a process with this id that runs on this data folder? Where there is no /proc, any live process counts. */
export function isRunnerOf(dataDir: string, pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errnoOf(error) === "ESRCH") return false;
    if (errnoOf(error) !== "EPERM") throw error;
  }
  if (process.platform !== "linux") return true;
  return readIfPresent(`/proc/${pid}/cmdline`)?.split("\0").includes(dataDir) ?? false;
}

/** Writes `<run folder>/runner-<generation>.pid`, and removes what dead runners left. */
export function writePidFile(folder: string, generation: string): { remove(): void } {
  for (const name of readdirSync(folder).filter(isPidFile)) rmSync(join(folder, name), { force: true });
  const path = join(folder, `runner-${generation}.pid`);
  writeFileSync(path, `${process.pid}\n`, { mode: 0o600 });
  return { remove: () => rmSync(path, { force: true }) };
}

/** The process ids of the runners of a data folder that are alive, by what their files say. */
export function liveRunners(dataDir: string, folder: string): number[] {
  const pids = readdirSync(folder)
    .filter(isPidFile)
    .map((name) => Number(readIfPresent(join(folder, name)) ?? 0));
  return pids.filter((pid) => pid > 1 && isRunnerOf(dataDir, pid));
}
