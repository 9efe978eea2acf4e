import { closeSync, constants, fstatSync, openSync } from "node:fs";
import type { FileStat } from "./compare-file.ts";
import type { FileRow } from "./file-rows.ts";
import type { Located } from "./locate.ts";

/** A file in one of the folders that are read. */
export type FoundFile = Located & Pick<FileRow, "root" | "owner" | "agent" | "path">;

export interface OpenFile {
  readonly fd: number;
  readonly stat: FileStat;
}

/** Without waiting for whoever writes to what only looks like a file. */
export function withFile<Result>(path: string, work: (file: OpenFile) => Result): Result {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new Error("it is no regular file");
    return work({ fd, stat });
  } finally {
    closeSync(fd);
  }
}
