import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** 0 where the system does not tell. */
  readonly session: number;
  /** The group that reads the terminal; 0 or less when there is none. */
  readonly foreground: number;
  /** Together with the pid this names one process for as long as the machine runs. */
  readonly startTime: string;
}

const run = promisify(execFile);
const onLinux = process.platform === "linux";

/** Fields as in proc_pid_stat(5); the name before them may itself have spaces and brackets. Zombies count as ended. */
function parseStat(pid: number, stat: string): ProcessEntry | null {
  const [state, parent, group, session, , foreground, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    foreground: Number(foreground),
    startTime: rest[13] ?? "",
  };
}

async function readLinux(pid: number): Promise<ProcessEntry | null> {
  // It may end at any moment, also between two looks.
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return stat === null ? null : parseStat(pid, stat);
}

async function readPs(selection: readonly string[]): Promise<ProcessEntry[]> {
  const columns = ["-o", "pid=,ppid=,pgid=,tpgid=,stat=,lstart="];
  const { stdout } = await run("ps", [...selection, ...columns]).catch(() => ({ stdout: "" }));
  return stdout.split("\n").flatMap((line) => {
    const [pid, parent, group, foreground, state, ...start] = line.trim().split(/\s+/);
    if (!pid || state?.startsWith("Z")) return [];
    const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group), foreground: Number(foreground) };
    return [{ ...numbers, session: 0, startTime: start.join(" ") }];
  });
}

/** One process, or `null` when it has ended. */
export async function readProcess(pid: number): Promise<ProcessEntry | null> {
  return onLinux ? readLinux(pid) : ((await readPs(["-p", String(pid)]))[0] ?? null);
}

/** Every process that can be seen. */
export async function readProcesses(): Promise<ProcessEntry[]> {
  if (!onLinux) return readPs(["-ax"]);
  const pids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  return (await Promise.all(pids.map(readLinux))).filter((entry) => entry !== null);
}

/** Whether a process was started with this variable; always false where the system does not tell. */
export async function hasVariable(pid: number, name: string, value: string): Promise<boolean> {
  if (!onLinux) return false;
  // Other users' processes may not be looked into; they are none of ours.
  const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  return environment.split("\0").includes(`${name}=${value}`);
}

/** The command line of a process, or its name in brackets when it hides that; empty when it has ended. */
export async function commandOf(pid: number): Promise<string> {
  if (!onLinux) return (await run("ps", ["-p", String(pid), "-o", "command="]).catch(() => ({ stdout: "" }))).stdout.trim();
  const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  if (words !== "") return words.replaceAll("\0", " ").trim();
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return name === "" ? "" : `[${name.trim()}]`;
}

/** Whether a process has a file open; true where the system does not tell. */
export async function hasOpen(pid: number, path: string): Promise<boolean> {
  if (!onLinux) return true;
  const folder = `/proc/${pid}/fd`;
  const numbers = await readdir(folder).catch(() => null);
  // Another user's program, such as one behind sudo, may not be looked into.
  if (numbers === null) return true;
  for (const number of numbers) {
    if ((await readlink(`${folder}/${number}`).catch(() => "")) === path) return true;
  }
  return false;
}
