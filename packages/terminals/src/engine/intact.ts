import { open, readFile } from "node:fs/promises";
import { errnoOf } from "@pilothouse/platform";
import { checksumOf, decodeRecords, type IndexRecord, INDEX_RECORD_BYTES } from "./index-record.ts";

interface Paths {
  readonly bytes: string;
  readonly index: string;
}

/** The records of an index that can be trusted; none when there is no such file. */
export async function readIndex(path: string): Promise<IndexRecord[]> {
  const file = await readFile(path).catch((error: unknown) => {
    if (errnoOf(error) === "ENOENT") return new Uint8Array();
    throw error;
  });
  return decodeRecords(file);
}

interface Intact {
  readonly length: number;
  readonly indexLength: number;
  /** When the last of it was written; 0 when there is nothing. */
  readonly newest: number;
}

/** How much of a segment is as it was written: after a power cut its end may be torn, missing or something else. */
export async function measureIntact(paths: Paths, segment: { readonly start: number; readonly length: number }): Promise<Intact> {
  await using file = await open(paths.bytes);
  let intact: Intact = { length: 0, indexLength: 0, newest: 0 };
  for (const { at, end, checksum } of await readIndex(paths.index)) {
    const size = end - segment.start - intact.length;
    if (!(size > 0) || intact.length + size > segment.length) break;
    const piece = new Uint8Array(size);
    const { bytesRead } = await file.read(piece, 0, size, intact.length);
    if (bytesRead < size || checksumOf([piece]) !== checksum) break;
    intact = { length: intact.length + size, indexLength: intact.indexLength + INDEX_RECORD_BYTES, newest: at };
  }
  return intact;
}
