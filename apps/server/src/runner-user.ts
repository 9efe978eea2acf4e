import { statSync } from "node:fs";
import { dirname } from "node:path";
import { findSystemUser, type SystemUser } from "@pilothouse/terminals/runner";
import { BadSetting } from "./bad-setting.ts";
import type { Config } from "./env.ts";

const NAME = "PILOTHOUSE_RUNNER_USER";
const ROOT = 0;
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * Whom the programs in terminals run as; `null`: as this process. Throws what to do when this process cannot start
 * programs as somebody else, and when that account could get at what the server keeps all the same.
 */
export function runnerUserOf(config: Pick<Config, "runnerUser" | "dataDir">, ownUid = process.getuid?.()): SystemUser | null {
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
  return user;
}

/** What is said at the start when every terminal is root's and nobody asked for that. */
export function rootWarning({ runnerUser }: Pick<Config, "runnerUser">, ownUid = process.getuid?.()): string | null {
  if (ownUid !== ROOT || runnerUser !== undefined) return null;
  return `every terminal is a root shell, and reads all that the server keeps: set ${NAME} to an account for them (root: that is meant)`;
}

/** Nothing in the folder is to be read, and none of those above it replaced. */
function refuseReachable(dataDir: string, { uid, name }: SystemUser): void {
  for (let folder = dataDir; ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.uid === uid) {
      throw new BadSetting(
        `${NAME}: ${folder} belongs to ${name}, who could replace what the server keeps; run: chown root: ${folder}`,
      );
    }
    if (found && folder === dataDir && found.mode & OTHERS) {
      throw new BadSetting(`${NAME}: others than root can enter ${folder}; run: chmod 700 ${folder}`);
    }
    if (found && found.mode & OTHERS_WRITE && !(found.mode & STICKY)) {
      throw new BadSetting(`${NAME}: others than root can write to ${folder}; run: chmod go-w ${folder}`);
    }
    if (folder === dirname(folder)) return;
  }
}
