import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, open, readdir, rm, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
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

/**
 * In the terminal's own `folder`; for another account, which cannot get there, in the system's temporary one. That it
 * may write there must not turn this process, which may do more, against others: the folder lies in one of ours, so that
 * it cannot be replaced, no link is followed, nothing is waited for and only what lies in it directly is removed.
 */
export async function makeReportFolder(folder: string, user: SystemUser | null): Promise<ReportFolder> {
  const above = user ? await mkdtemp("/tmp/pilothouse-hooks-") : folder;
  const path = join(above, `hooks-${randomBytes(16).toString("hex")}`);
  await mkdir(path, { mode: 0o700 });
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

/** Leaves behind what it takes more than that to remove. */
async function removeFlat(path: string, above: string): Promise<void> {
  for (const name of await readdir(path)) await unlink(join(path, name)).catch(() => undefined);
  await rmdir(path);
  await rmdir(above);
}
