import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { join } from "node:path";
import { Fault } from "@pilothouse/platform";
import { readPrivateFile, writePrivateFile } from "../private-file.ts";

/** Signs what the audit log has come to (Ed25519, RFC 8032). */
export interface CheckpointKey {
  /** Base64. */
  sign(text: string): string;
  verifies(text: string, signature: string): boolean;
}

/**
 * Reads `<folder>/keys/audit.pem`, made at the first start (0600), once `beforeNew` has passed. Fault `unavailable` when
 * it cannot be used safely.
 */
export async function loadCheckpointKey(folder: string, beforeNew = async () => {}): Promise<CheckpointKey> {
  const file = join(folder, "keys", "audit.pem");
  const pem = (await readPrivateFile(file)) ?? (await make(file, beforeNew));
  const key = read(file, pem);
  const publicKey = createPublicKey(key);
  return {
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
    verifies: (text, signature) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "base64")),
  };
}

function read(file: string, pem: Buffer): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // The fault below says what to do, whatever was wrong with it.
  }
  throw new Fault("unavailable", `${file} is no Ed25519 key; restore it: without it nothing vouches for the audit log`);
}

async function make(file: string, beforeNew: () => Promise<void>): Promise<Buffer> {
  await beforeNew();
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = Buffer.from(privateKey.export({ type: "pkcs8", format: "pem" }));
  await writePrivateFile(file, pem);
  return pem;
}
