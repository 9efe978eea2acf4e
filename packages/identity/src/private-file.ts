import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { errnoOf, Fault } from "@pilothouse/platform";

const OTHERS = 0o077;

/** What a file holds that only its owner may read; `null` when there is none. Fault `unavailable` when others can read it. */
export async function readPrivateFile(file: string): Promise<Buffer | null> {
  try {
    await using handle = await open(file);
    const { mode } = await handle.stat();
    // Windows has no such bits.
    if (process.platform !== "win32" && (mode & OTHERS) !== 0)
      throw new Fault("unavailable", `other users can read a key: run chmod 600 ${file}`);
    return await handle.readFile();
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Replaces it whole: after a power cut it is the old one or the new one. */
export async function writePrivateFile(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  {
    await using handle = await open(draft, "w", 0o600);
    await handle.writeFile(bytes);
    await handle.sync();
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/** A new name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await using handle = await open(folder);
  await handle.sync();
}
