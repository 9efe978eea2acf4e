import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { join, sep } from "node:path";
import { errnoOf, messageOf } from "@pilothouse/platform";

export interface SeenFile {
  readonly path: string;
  readonly stat: Stats;
}

export interface Walked {
  /** `false`: the folder itself is not there. */
  readonly exists: boolean;
  /** The folder itself, and those in it. */
  readonly folders: readonly string[];
  readonly files: readonly SeenFile[];
  /** What could not be looked at, and why. */
  readonly failures: readonly { readonly path: string; readonly message: string }[];
}

/**
 * All regular files in a folder of `root`, and in those below. Links are not followed: what they lead to inside of the root is
 * met anyway, and what is outside of it was not given.
 */
export function walk(root: string, folder: string = root): Walked {
  const folders: string[] = [];
  const files: SeenFile[] = [];
  const failures: { path: string; message: string }[] = [];
  const open = [folder];
  let exists = true;
  const attempt = (path: string, look: () => void) => {
    try {
      look();
    } catch (error) {
      if (errnoOf(error) === "ENOENT") exists &&= path !== folder;
      else failures.push({ path, message: messageOf(error) });
    }
  };
  const meet = (path: string, entry: Dirent) => {
    if (entry.isDirectory()) open.push(path);
    else if (entry.isSymbolicLink()) attempt(path, () => refuseOutside(root, path));
    else if (entry.isFile()) attempt(path, () => files.push({ path, stat: lstatSync(path) }));
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const current = next;
    attempt(current, () => {
      const entries = readdirSync(current, { withFileTypes: true });
      folders.push(current);
      for (const entry of entries) meet(join(current, entry.name), entry);
    });
  }
  return { exists, folders, files, failures };
}

function refuseOutside(root: string, path: string): void {
  const target = realpathSync(path);
  if (target !== root && !target.startsWith(root + sep)) throw new Error("this link leads out of the folder that is read");
}
