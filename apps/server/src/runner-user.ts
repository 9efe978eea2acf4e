import { fileURLToPath } from "node:url";
import { findSystemUser, type SystemUser } from "@pilothouse/terminals/runner";
import { BadSetting } from "./bad-setting.ts";
import type { Config } from "./env.ts";
import { placesTo } from "./places-to.ts";

const NAME = "PILOTHOUSE_RUNNER_USER";
const ROOT = 0;
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const GROUP_WRITES = 0o020;
const WORLD_WRITES = 0o002;
const STICKY = 0o1000;

/** Where that lies which server and runner run as root. */
const CODE = [
  ...["apps/server/src", "apps/runner/src", "packages", "node_modules"].map((folder) =>
    fileURLToPath(new URL(`../../../${folder}`, import.meta.url)),
  ),
  process.execPath,
];

/**
 * Whom the programs in terminals run as; `null`: as this process. Throws what to do when this process cannot start
 * programs as somebody else, and when that account could get at what the server keeps, or replace what root runs, all the same.
 */
export function runnerUserOf(
  config: Pick<Config, "runnerUser" | "dataDir">,
  ownUid = process.getuid?.(),
  code: readonly string[] = CODE,
): SystemUser | null {
  const { runnerUser: named, dataDir } = config;
  if (named === undefined) return null;
  const user = findSystemUser(named);
  if (!user) throw new BadSetting(`${NAME}: there is no user ${named}; name one of /etc/passwd, or give uid:gid`);
  if (user.uid === ownUid) return null;
  if (ownUid !== ROOT) {
    throw new BadSetting(`${NAME}: only root can start programs as ${named}; start the server as root, or leave this out`);
  }
  if (process.platform !== "linux") throw new BadSetting(`${NAME}: this works on Linux only`);
  refuseReachable(dataDir, user);
  refuseReplaceable(code, user);
  return user;
}

/** What is said at the start when every terminal is root's and nobody asked for that. */
export function rootWarning({ runnerUser }: Pick<Config, "runnerUser">, ownUid = process.getuid?.()): string | null {
  if (ownUid !== ROOT || runnerUser !== undefined) return null;
  return `every terminal is a root shell, and reads all that the server keeps: set ${NAME} to an account for them (root: that is meant)`;
}

/** Nothing in the folder is to be read, and nothing that leads to it replaced. */
function refuseReachable(dataDir: string, { uid, name }: SystemUser): void {
  const places = placesTo(dataDir);
  const folder = places.at(-1);
  for (const { path, found } of places.toReversed()) {
    if (found?.uid === uid) {
      throw new BadSetting(
        `${NAME}: ${path} belongs to ${name}, who could replace what the server keeps; run: chown -h root: ${path}`,
      );
    }
    if (!found || found.isSymbolicLink()) continue;
    if (path === folder?.path && found.mode & OTHERS) {
      throw new BadSetting(`${NAME}: others than root can enter ${path}; run: chmod 700 ${path}`);
    }
    if (found.mode & OTHERS_WRITE && !(found.mode & STICKY)) {
      throw new BadSetting(`${NAME}: others than root can write to ${path}; run: chmod go-w ${path}`);
    }
  }
}

/** Nor is what root runs: the account would be root at the next start. Groups that it is not in are those of whoever installed it. */
function refuseReplaceable(code: readonly string[], { uid, gid, groups, name }: SystemUser): void {
  const isTheirs = (group: number) => group === gid || groups.includes(group);
  for (const { path, found } of code.flatMap(placesTo)) {
    if (!found) continue;
    const whose = `${NAME}: ${name} could replace the code that root runs here`;
    if (found.uid === uid) throw new BadSetting(`${whose}: ${path} belongs to ${name}; run: chown -hR root: ${path}`);
    if (found.isSymbolicLink() || found.mode & STICKY) continue;
    if (found.mode & WORLD_WRITES) throw new BadSetting(`${whose}: all can write to ${path}; run: chmod o-w ${path}`);
    if (found.mode & GROUP_WRITES && isTheirs(found.gid)) {
      throw new BadSetting(`${whose}: a group of theirs can write to ${path}; run: chmod g-w ${path}`);
    }
  }
}
