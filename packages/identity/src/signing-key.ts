import { createHash, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { mkdir, open, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, Fault } from "@pilothouse/platform";

const KEY_BYTES = 32;
const OTHERS = 0o077;

export interface SigningKey {
  /** Says which key signed a token. */
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * Reads the key of the access tokens from `<folder>/keys`, made at the first start (0600 in 0700). Fault `unavailable`
 * when somebody else could read it, or when it is not a key.
 */
export async function loadSigningKey(folder: string): Promise<SigningKey> {
  const keys = join(folder, "keys");
  const file = join(keys, "access-token.key");
  await mkdir(keys, { recursive: true, mode: 0o700 });
  refuseOpenToOthers(keys, (await stat(keys)).mode, "700");
  const bytes = (await readKey(file)) ?? (await makeKey(file));
  const id = createHash("sha256").update(bytes).digest("base64url").slice(0, 16);
  return { id, key: createSecretKey(bytes) };
}

async function readKey(file: string): Promise<Buffer | null> {
  try {
    await using handle = await open(file);
    refuseOpenToOthers(file, (await handle.stat()).mode, "600");
    const bytes = await handle.readFile();
    if (bytes.length === KEY_BYTES) return bytes;
    throw new Fault("unavailable", `${file} is not a signing key; delete it and everyone signs in again`);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function makeKey(file: string): Promise<Buffer> {
  const bytes = randomBytes(KEY_BYTES);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, bytes, { mode: 0o600, flush: true });
  await rename(draft, file);
  return bytes;
}

function refuseOpenToOthers(path: string, mode: number, wanted: string): void {
  // Windows has no such bits.
  if (process.platform === "win32" || (mode & OTHERS) === 0) return;
  throw new Fault("unavailable", `other users can read the signing key: run chmod ${wanted} ${path}`);
}
