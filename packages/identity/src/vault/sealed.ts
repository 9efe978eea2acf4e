import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
/** 96 random bits (NIST SP 800-38D section 8.2.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = "s1";

/** Of a master key, its number. */
export type KeyOf = (version: number) => Buffer | null;

/** A text that was sealed, in its parts: a data key of its own, wrapped by a master key, and what that data key sealed. */
interface Sealed {
  readonly version: number;
  readonly wrapped: Buffer;
  readonly body: Buffer;
}

/** AES-256-GCM: nonce, ciphertext, tag. */
export function encrypt(key: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** `null` for anything but what `encrypt` made with this key and these associated data. */
export function decrypt(key: Buffer, sealed: Buffer, aad: Buffer): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(aad).setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
  } catch {
    // Whatever was changed, or by whom: there is nothing here to be read.
    return null;
  }
}

/** Seals under a data key of its own, which `master` wraps. `about` says what this is, and must be the same to open it. */
export function sealWith(master: { version: number; key: Buffer }, plain: Buffer, about: string): string {
  const dataKey = randomBytes(KEY_BYTES);
  const body = encrypt(dataKey, plain, Buffer.from(about));
  return format({ version: master.version, wrapped: wrap(master, dataKey, about), body });
}

/** `"no key"` when its master key is not there; `null` when it is not what was sealed about this. */
export function openWith(keyOf: KeyOf, sealed: string, about: string): Buffer | "no key" | null {
  const parts = parse(sealed);
  if (!parts) return null;
  const key = keyOf(parts.version);
  if (!key) return "no key";
  const dataKey = unwrap({ version: parts.version, key }, parts.wrapped, about);
  return dataKey && decrypt(dataKey, parts.body, Buffer.from(about));
}

/** The same under another master key; only the data key is wrapped anew. As `openWith` where that is not possible. */
export function rewrapWith(
  keyOf: KeyOf,
  { master, sealed, about }: { master: { version: number; key: Buffer }; sealed: string; about: string },
): { readonly sealed: string } | "no key" | null {
  const parts = parse(sealed);
  if (!parts) return null;
  const key = keyOf(parts.version);
  if (!key) return "no key";
  const dataKey = unwrap({ version: parts.version, key }, parts.wrapped, about);
  return dataKey && { sealed: format({ ...parts, version: master.version, wrapped: wrap(master, dataKey, about) }) };
}

function wrap({ version, key }: { version: number; key: Buffer }, dataKey: Buffer, about: string): Buffer {
  return encrypt(key, dataKey, keyAbout(version, about));
}

function unwrap({ version, key }: { version: number; key: Buffer }, wrapped: Buffer, about: string): Buffer | null {
  const dataKey = decrypt(key, wrapped, keyAbout(version, about));
  return dataKey?.length === KEY_BYTES ? dataKey : null;
}

/** Neither a data key nor a text passes for the other, nor under the number of another master key. */
function keyAbout(version: number, about: string): Buffer {
  return Buffer.from(JSON.stringify(["data key", version, about]));
}

function format({ version, wrapped, body }: Sealed): string {
  return [FORMAT, version, wrapped.toString("base64url"), body.toString("base64url")].join(".");
}

function parse(text: string): Sealed | null {
  const [, version, wrapped, body] = /^s1\.([1-9]\d{0,8})\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  if (version === undefined || wrapped === undefined || body === undefined) return null;
  const parts = { version: Number(version), wrapped: Buffer.from(wrapped, "base64url"), body: Buffer.from(body, "base64url") };
  // Base64 has several forms of the same bytes; only ours counts.
  return format(parts) === text ? parts : null;
}
