import { hash } from "node:crypto";
import { readSync } from "node:fs";

const HEAD_BYTES = 4 * 1024;
const ANCHOR_BYTES = 64 * 1024;

/** By what a file is known again that was read up to an offset: hashes of its first bytes, and of the last that were read. */
export interface Fingerprint {
  readonly head: string;
  readonly anchor: string;
}

/** The file has to have that many bytes; one that has fewer has another fingerprint. */
export function fingerprint(fd: number, offset: number): Fingerprint {
  const from = Math.max(0, offset - ANCHOR_BYTES);
  return { head: hashOf(fd, 0, Math.min(HEAD_BYTES, offset)), anchor: hashOf(fd, from, offset - from) };
}

function hashOf(fd: number, position: number, length: number): string {
  return hash("sha256", readExactly(fd, { position, length }), "base64url");
}

/** Less than was asked for only at the end of the file. */
export function readExactly(fd: number, { position, length }: { readonly position: number; readonly length: number }): Buffer {
  return readInto(Buffer.allocUnsafeSlow(length), fd, position);
}

/** Fills a buffer, as far as the file goes. */
export function readInto(bytes: Buffer, fd: number, position: number): Buffer {
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(fd, bytes, filled, bytes.length - filled, position + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
