import { crc32 } from "node:zlib";

/** What one write put into a segment: all bytes behind the record before it, up to `end`. */
export interface IndexRecord {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** The offset reached. */
  readonly end: number;
  /** CRC-32 of the bytes. */
  readonly checksum: number;
}

/** Time and offset as big-endian float64, the bytes' CRC-32, and the CRC-32 of all that. */
export const INDEX_RECORD_BYTES = 24;
const CHECKED_BYTES = 20;

export function encodeRecord({ at, end, checksum }: IndexRecord): Uint8Array {
  const record = new DataView(new ArrayBuffer(INDEX_RECORD_BYTES));
  record.setFloat64(0, at);
  record.setFloat64(8, end);
  record.setUint32(16, checksum);
  record.setUint32(CHECKED_BYTES, crc32(new Uint8Array(record.buffer, 0, CHECKED_BYTES)));
  return new Uint8Array(record.buffer);
}

/** Reads records up to the first that is torn. */
export function decodeRecords(file: Uint8Array): IndexRecord[] {
  const records: IndexRecord[] = [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at + INDEX_RECORD_BYTES <= file.length; at += INDEX_RECORD_BYTES) {
    if (view.getUint32(at + CHECKED_BYTES) !== crc32(file.subarray(at, at + CHECKED_BYTES))) break;
    records.push({ at: view.getFloat64(at), end: view.getFloat64(at + 8), checksum: view.getUint32(at + 16) });
  }
  return records;
}

export function checksumOf(views: readonly Uint8Array[]): number {
  return views.reduce((sum, view) => crc32(view, sum), 0);
}
