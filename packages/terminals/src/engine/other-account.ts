import { fchownSync, fstatSync, writeFileSync } from "node:fs";
import type { SystemUser } from "./system-user.ts";

/** Another account, and the file that lets a process into its cgroup. */
export interface OtherAccount extends Pick<SystemUser, "uid" | "gid"> {
  readonly door: string | null;
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/**
 * Until the terminal is its own the program waits, and so starts within its limits. It goes to its folder by itself: it
 * may enter only what its account may, wherever the path leads by then.
 */
const WAIT = `until [ -O /dev/fd/0 ]; do sleep 0.01; done; cd -- "$1" || exit 126; unset OLDPWD; shift; exec "$@"`;

/**
 * How a program is to be started that runs as another account from its first instruction on. Nothing is executed before
 * the change of account, because the environment is the caller's: with a loader's variables it could bring its own code.
 */
export function untilHandedOver({ program, args, cwd }: Command, { uid, gid }: OtherAccount) {
  return { program: "/bin/sh", args: ["-c", WAIT, "sh", cwd, program, ...args], cwd: "/", uid, gid };
}

/** Succeeds for whoever has these ids and no groups beside. */
export const IDENTITY = `test "$(id -u) $(id -g) $(id -G | tr ' ' '\\n' | sort -nu | tr '\\n' ' ')" = "$1"`;

export function identityOf({ uid, gid, groups }: SystemUser): string {
  const all = [...new Set([gid, ...groups])].toSorted((a, b) => a - b);
  return `${uid} ${gid} ${all.map((group) => `${group} `).join("")}`;
}

/** Puts the started program into its cgroup and gives it its terminal, which it waits for. */
export function handOver({ uid, door }: OtherAccount, { pid, slave }: { pid: number; slave: number }): void {
  if (door !== null) writeFileSync(door, String(pid));
  fchownSync(slave, uid, fstatSync(slave).gid);
}
