import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TempFolder extends AsyncDisposable {
  readonly path: string;
}

/** A new empty folder, without symbolic links in its path. Disposing deletes it with everything in it. */
export async function tempFolder(name = "test", under = tmpdir()): Promise<TempFolder> {
  const path = await realpath(await mkdtemp(join(under, `pilothouse-${name}-`)));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
