import { closeSync, constants, fstatSync, openSync, readlinkSync } from "node:fs";
import type { FileStat } from "./compare-file.ts";
import type { FileRow } from "./file-rows.ts";
import type { Located } from "./locate.ts";

/** A file in one of the folders that are read. */
export type FoundFile = Located & Pick<FileRow, "root" | "owner" | "agent" | "path">;

export interface OpenFile {
  readonly fd: number;
  readonly stat: FileStat;
}

/** Without waiting for whoever writes to what only looks like a file, and without following links. */
export function withFile<Result>(path: string, work: (file: OpenFile) => Result): Result {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new Error("it is no regular file");
    if (process.platform === "linux") refuseElsewhere(fd, path);
    return work({ fd, stat });
  } finally {
    closeSync(fd);
  }
}

/** A folder on the way may have become a link since it was looked at, and lead out of what is to be read. */
function refuseElsewhere(fd: number, path: string): void {
  if (readlinkSync(`/proc/self/fd/${fd}`) !== path) throw new Error("a link leads to it, or it was moved just now");
}
