import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "@pilothouse/platform";

const OTHERS = 0o077;

/** Makes `<folder>/keys` for its owner alone. Fault `unavailable` when others can enter it. */
export async function openKeysFolder(folder: string): Promise<string> {
  const keys = join(folder, "keys");
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const { mode } = await stat(keys);
  // Windows has no such bits.
  if (process.platform !== "win32" && (mode & OTHERS) !== 0)
    throw new Fault("unavailable", `other users can reach the keys: run chmod 700 ${keys}`);
  return keys;
}
