import type { Stats } from "node:fs";
import type { FileRow } from "./file-rows.ts";
import { fingerprint } from "./fingerprint.ts";

/** What the system says of a file. */
export type FileStat = Pick<Stats, "dev" | "ino" | "size" | "mtimeMs" | "ctimeMs">;

/** `same`: as it was. `grown`: begins as it was. `other`: what was read of it is not what is there. */
export type Compared = "same" | "grown" | "other";

/** The columns of `files` that hold it. */
export function statColumns({ dev, ino, size, mtimeMs, ctimeMs }: FileStat) {
  return { dev: String(dev), inode: String(ino), size, mtime_ms: mtimeMs, ctime_ms: ctimeMs };
}

/** Programs can set the time of the last write back, but not that of the last change of any kind. */
export function isAsItWas(file: FileRow, stat: FileStat): boolean {
  const { inode, size, mtime_ms, ctime_ms } = statColumns(stat);
  return file.inode === inode && file.size === size && file.mtime_ms === mtime_ms && file.ctime_ms === ctime_ms;
}

/**
 * Compares a file with what was read of it. Another file in its place is only the same one when it is of the same size and
 * time, as a restored backup is: only some of the bytes are compared.
 */
export function compareFile(file: FileRow, { fd, stat }: { readonly fd: number; readonly stat: FileStat }): Compared {
  const { inode, size, mtime_ms } = statColumns(stat);
  if (size < file.offset) return "other";
  if (inode !== file.inode && (size !== file.size || mtime_ms !== file.mtime_ms)) return "other";
  const { head, anchor } = fingerprint(fd, file.offset);
  if (head !== file.head || anchor !== file.anchor) return "other";
  return isAsItWas(file, stat) ? "same" : "grown";
}
