import { constants } from "node:fs";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** The controllers that limits need. */
export type Controller = "pids" | "memory" | "cpu";
const CONTROLLERS: readonly Controller[] = ["pids", "memory", "cpu"];

/** A folder of the cgroup v2 hierarchy in which terminals can get a group each. */
export interface CgroupRoot {
  readonly folder: string;
  readonly controllers: ReadonlySet<Controller>;
}

const lines = async (path: string) => (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");

/** This process's own folder in the cgroup v2 hierarchy, and where the hierarchy begins; `null` where there is none. */
async function ownFolder(): Promise<{ own: string; top: string } | null> {
  // As in proc_pid_mountinfo(5): the folder of the hierarchy that is seen, where, and behind a dash what it is.
  const mount = (await lines("/proc/self/mountinfo")).find((line) => line.includes(" - cgroup2 "));
  const path = (await lines("/proc/self/cgroup")).find((line) => line.startsWith("0::"))?.slice("0::".length);
  const [, , , seen, top] = mount?.split(" ") ?? [];
  if (path === undefined || seen === undefined || top === undefined) return null;
  return { own: join(top, relative(seen, path)), top };
}

/** The controllers that groups below `folder` have, after asking for all of them. */
async function enable(folder: string): Promise<Set<Controller>> {
  const control = join(folder, "cgroup.subtree_control");
  const words = async (path: string) => (await readFile(path, "utf8")).split(/\s+/);
  const offered = await words(join(folder, "cgroup.controllers"));
  const before = await words(control);
  for (const name of CONTROLLERS) {
    // Refused while the folder has processes of its own: then it has no groups with limits.
    if (offered.includes(name) && !before.includes(name)) await writeFile(control, `+${name}`).catch(() => undefined);
  }
  const now = await words(control);
  return new Set(CONTROLLERS.filter((name) => now.includes(name)));
}

/** Makes room: a group that has only this process in it may have others below it once the process is in one of those. */
async function stepAside(folder: string): Promise<void> {
  const members = await lines(join(folder, "cgroup.procs"));
  if (members.length !== 1 || members[0] !== String(process.pid)) return;
  const aside = join(folder, "pilothouse-runner");
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, "cgroup.procs"), String(process.pid));
}

/** Takes `folder` for terminals' groups, if this user may; `null` when not. */
export async function useCgroup(folder: string): Promise<CgroupRoot | null> {
  try {
    await access(join(folder, "cgroup.procs"), constants.W_OK);
    await access(join(folder, "cgroup.subtree_control"), constants.W_OK);
    const controllers = await enable(folder);
    return controllers.size > 0 ? { folder, controllers } : null;
  } catch {
    // Not ours, or not there.
    return null;
  }
}

/**
 * Finds a place for terminals' groups: the group this process is in, or the one above, as with `Delegate=yes` and
 * `DelegateSubgroup=` in a systemd unit. `null` when this user was given neither.
 */
export async function findCgroup(): Promise<CgroupRoot | null> {
  const place = await ownFolder().catch(() => null);
  if (!place) return null;
  await stepAside(place.own).catch(() => undefined);
  const above = place.own === place.top ? null : await useCgroup(dirname(place.own));
  return (await useCgroup(place.own)) ?? above;
}
