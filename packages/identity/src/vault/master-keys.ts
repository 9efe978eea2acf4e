import { createHmac, randomBytes } from "node:crypto";
import { Fault } from "@pilothouse/platform";
import { z } from "zod";
import { readPrivateFile, writePrivateFile } from "../private-file.ts";

const KEY_BYTES = 32;

const MasterKeyFile = z
  .strictObject({
    /** The number of the key that seals; the others only open. */
    active: z.int().positive(),
    keys: z.array(z.strictObject({ version: z.int().positive(), key: z.base64() })).min(1),
  })
  .refine(({ keys }) => keys.every(({ key }) => Buffer.from(key, "base64").length === KEY_BYTES), "a key has 32 bytes")
  .refine(({ keys }) => new Set(keys.map(({ version }) => version)).size === keys.length, "two keys have one number")
  .refine(({ active, keys }) => keys.some(({ version }) => version === active), "the active key is not among them");

/** Keys that wrap data keys, by number. */
export interface MasterKeys {
  readonly active: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

/** `null` when there is no such file. Fault `unavailable` when others can read it, or it does not hold master keys. */
export async function readMasterKeys(file: string): Promise<MasterKeys | null> {
  const bytes = await readPrivateFile(file);
  if (bytes === null) return null;
  const read = MasterKeyFile.safeParse(parse(bytes.toString()));
  if (!read.success) throw new Fault("unavailable", `${file} does not hold master keys; restore it from a backup`);
  const { active, keys } = read.data;
  return { active, keys: new Map(keys.map(({ version, key }) => [version, Buffer.from(key, "base64")])) };
}

/** On the disk when it resolves. */
export async function writeMasterKeys(file: string, { active, keys }: MasterKeys): Promise<void> {
  const listed = [...keys].map(([version, key]) => ({ version, key: key.toString("base64") }));
  await writePrivateFile(file, Buffer.from(`${JSON.stringify({ active, keys: listed }, null, 2)}\n`));
}

export function newMasterKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** By which a key is known again, and which says nothing of it. */
export function fingerprintOf(key: Buffer): string {
  return createHmac("sha256", key).update("pilothouse master key").digest("hex").slice(0, 32);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
