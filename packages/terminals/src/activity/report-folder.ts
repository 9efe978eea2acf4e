import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, chown, lstat, mkdir, mkdtemp, open, readdir, rm, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SystemUser } from "../engine/system-user.ts";
import { ACTIVITY_LIMITS } from "./limits.ts";

/** Where the agent of one terminal reports, under a name that nobody can guess. */
export interface ReportFolder {
  readonly path: string;
  /** Hands a file that was put there, and the folder, to the agent's account. */
  give(file: string): Promise<void>;
  /** A report, cut to what is kept of one; empty for what is no file of the agent's account. */
  read(file: string): Promise<string>;
  remove(): Promise<void>;
}

const OUTSIDE = "/tmp/pilothouse-hooks-";
const LIES_OUTSIDE = new RegExp(`^${OUTSIDE}\\w+/hooks-[0-9a-f]{32}$`);

/**
 * In the terminal's own `folder`; for another account, which cannot get there, in the system's temporary one. That it
 * may write there must not turn this process, which may do more, against others: the folder lies in one of ours, so that
 * it cannot be replaced, no link is followed, nothing is waited for and only what lies in it directly is removed.
 */
export async function makeReportFolder(folder: string, user: SystemUser | null): Promise<ReportFolder> {
  const above = user ? await mkdtemp(OUTSIDE) : folder;
  const path = join(above, `hooks-${randomBytes(16).toString("hex")}`);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (user) await rmdir(above).catch(() => undefined);
    throw error;
  }
  const uid = user?.uid ?? process.getuid?.();
  return {
    path,
    give: async (file) => {
      if (!user) return;
      for (const made of [file, path]) await chown(made, user.uid, user.gid);
      await chmod(above, 0o711);
    },
    read: (file) => readReport(file, uid).catch(() => ""),
    remove: () => (user ? removeFlat(path, above) : rm(path, { recursive: true, force: true })).catch(() => undefined),
  };
}

async function readReport(file: string, uid: number | undefined): Promise<string> {
  await using opened = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const found = await opened.stat();
  if (!found.isFile() || (uid !== undefined && found.uid !== uid)) return "";
  const { buffer, bytesRead } = await opened.read(Buffer.alloc(ACTIVITY_LIMITS.reportBytes));
  return buffer.toString("utf8", 0, bytesRead);
}

/**
 * Removes a folder that a runner that is gone has made outside of its terminal's own. What is not ours, as a folder of that
 * name that somebody made since is not, stays.
 */
export async function removeReportFolder(path: string): Promise<void> {
  const above = dirname(path);
  const found = await lstat(above).catch(() => null);
  if (!LIES_OUTSIDE.test(path) || !found?.isDirectory() || found.uid !== process.getuid?.()) return;
  await removeFlat(path, above).catch(() => undefined);
}

/** Leaves behind what it takes more than that to remove. */
async function removeFlat(path: string, above: string): Promise<void> {
  for (const name of await readdir(path)) await unlink(join(path, name)).catch(() => undefined);
  await rmdir(path);
  await rmdir(above);
}
