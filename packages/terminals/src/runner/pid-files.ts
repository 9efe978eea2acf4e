import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errnoOf } from "@pilothouse/platform";
import { readIfPresent } from "./files.ts";
import { generationsIn, runFolder, socketFolder } from "./folders.ts";

const isPidFile = (name: string) => /^runner-.*\.pid$/.test(name);
const pidFile = (generation: string) => `runner-${generation}.pid`;

function isAlive(dataDir: string, path: string): boolean {
  const pid = Number(readIfPresent(path) ?? 0);
  return pid > 1 && isRunnerOf(dataDir, pid);
}

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

/** Writes `<data dir>/run/runner-<generation>.pid`; to be done before there are sockets of this generation. */
export function writePidFile(dataDir: string, generation: string): { remove(): void } {
  const path = join(runFolder(dataDir), pidFile(generation));
  writeFileSync(path, `${process.pid}\n`, { mode: 0o600 });
  return { remove: () => rmSync(path, { force: true }) };
}

/** Removes the process ids and the sockets of runners that are dead. */
export function removeDeadRunners(dataDir: string): void {
  const run = runFolder(dataDir);
  const dead = readdirSync(run).filter((name) => isPidFile(name) && !isAlive(dataDir, join(run, name)));
  for (const name of dead) rmSync(join(run, name), { force: true });
  for (const generation of generationsIn(dataDir)) {
    if (isAlive(dataDir, join(run, pidFile(generation)))) continue;
    rmSync(join(socketFolder(dataDir), generation), { recursive: true, force: true });
  }
}

/** The process ids of the runners of a data folder that are alive, by what their files say. */
export function liveRunners(dataDir: string, folder: string): number[] {
  const pids = readdirSync(folder)
    .filter(isPidFile)
    .map((name) => Number(readIfPresent(join(folder, name)) ?? 0));
  return pids.filter((pid) => pid > 1 && isRunnerOf(dataDir, pid));
}
