import { mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { dirname, join } from "node:path";

/** Keeps what Node compiles in this folder, for the next command. Where it cannot be made, nothing is kept. */
export function compileOnce(cacheDir: string): void {
  try {
    // One by one: Node's own way tries for ever where a parent is a file system that takes no folders (/proc).
    for (const folder of [dirname(cacheDir), cacheDir]) makeFolder(folder);
  } catch {
    return;
  }
  enableCompileCache(join(cacheDir, "node"));
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
