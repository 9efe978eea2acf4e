import { existsSync } from "node:fs";
import type { FileRow } from "./file-rows.ts";
import { fingerprint } from "./fingerprint.ts";
import { type FoundFile, type OpenFile, withFile } from "./open-file.ts";
import type { Rows } from "./rows.ts";

/**
 * How two files hold the same transcript, as a backup does, or a rollout that was put into the archive. `moved`: the other one
 * is gone. `longer`: this one has more of it. `shorter`: it has no more than was read of the other.
 */
export interface Twin {
  readonly file: FileRow;
  readonly relation: "moved" | "longer" | "shorter";
}

/** Finds the file whose transcript this one, of which nothing was read yet, holds once more. */
export function findTwin(rows: Rows, found: FoundFile, opened: OpenFile): Twin | null {
  const { session, role, thread, path } = found;
  if (session === null || opened.stat.size === 0) return null;
  for (const file of rows.files.ofSession(found, session)) {
    if (file.path === path || file.role !== role || file.thread !== thread || file.offset === 0) continue;
    const relation = relate(file, opened);
    if (relation) return { file, relation };
  }
  return null;
}

function relate(file: FileRow, { fd, stat: { size } }: OpenFile): Twin["relation"] | null {
  const exists = existsSync(file.path);
  if (size < file.offset) return exists && beginsAs(file.path, { fd, size }) ? "shorter" : null;
  const { head, anchor } = fingerprint(fd, file.offset);
  if (head !== file.head || anchor !== file.anchor) return null;
  if (!exists) return "moved";
  return withFile(file.path, ({ stat }) => (size > stat.size ? "longer" : "shorter"));
}

function beginsAs(path: string, { fd, size }: { readonly fd: number; readonly size: number }): boolean {
  const { head, anchor } = fingerprint(fd, size);
  return withFile(path, (other) => {
    const same = fingerprint(other.fd, size);
    return same.head === head && same.anchor === anchor;
  });
}
