import { lstatSync } from "node:fs";
import type { IndexedRoot } from "../indexer/messages.ts";
import type { Ingester } from "../ingest/ingester.ts";
import { walk } from "../watch/walk.ts";

/** Reads one file to its end. */
export function readWholeFile(ingester: Ingester, root: IndexedRoot, path: string): void {
  while (ingester.read(root, { path, stat: lstatSync(path) }).more) continue;
}

/** Reads every file of those roots to its end. */
export function readAll(ingester: Ingester, roots: readonly IndexedRoot[]): void {
  for (const root of roots) {
    ingester.open(root);
    for (const { path } of walk(root.path).files) readWholeFile(ingester, root, path);
  }
  ingester.rest();
}
