import { lstatSync, readFileSync, type Stats } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";

/**
 * The folder that all worktrees of a repository share, as far as it can be told from the disk, where `cwd` lies in one;
 * else `cwd` itself. Reads Git's own files, and runs nothing.
 */
export function findFolder(cwd: string): string {
  if (!isAbsolute(cwd) || cwd.length > LONGEST_PATH) return cwd;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const main = mainFolderOf(folder);
    // Some people keep their whole home in a repository; what lies in it is not one project for that.
    if (main !== null && (folder === cwd || folder !== homedir())) return main;
    if (dirname(folder) === folder) return cwd;
  }
}

/** No system has longer ones, and each folder on the way is looked at. */
const LONGEST_PATH = 4_096;
const LARGEST_BYTES = 4 * 1024;

function mainFolderOf(folder: string): string | null {
  const path = join(folder, ".git");
  const stat = statOf(path);
  if (stat?.isDirectory()) return folder;
  if (!stat?.isFile()) return null;
  const [, to] = /^gitdir: (?<to>.+)$/m.exec(textOf(path)) ?? [];
  if (to === undefined) return folder;
  const worktree = resolve(folder, to.trim());
  const common = textOf(join(worktree, "commondir")).trim();
  // A submodule has no such file: it is a repository of its own.
  if (common === "") return folder;
  const shared = resolve(worktree, common);
  return basename(shared) === ".git" ? dirname(shared) : shared;
}

/** What is not there, and what cannot be a path, is nothing. */
function statOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

function textOf(path: string): string {
  const stat = statOf(path);
  if (!stat?.isFile() || stat.size > LARGEST_BYTES) return "";
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
