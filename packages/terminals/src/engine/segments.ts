import { constants } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "@pilothouse/platform";
import type { WrittenAt } from "../port.ts";
import { checksumOf, encodeRecord, INDEX_RECORD_BYTES, type IndexRecord } from "./index-record.ts";
import { measureIntact, readIndex } from "./intact.ts";
import { readAt, writeAll } from "./positioned-io.ts";

interface Segment {
  readonly start: number;
  /** Bytes of output in it; what lies behind in its file is not trusted. */
  length: number;
  /** Bytes of its index. */
  indexLength: number;
}

interface OpenSegment {
  readonly segment: Segment;
  readonly bytes: FileHandle;
  readonly index: FileHandle;
}

interface SegmentOptions {
  readonly segmentBytes: number;
  /** Oldest segments are dropped when all of them together are larger. */
  readonly keptBytes: number;
}

/** Records in one answer. */
const TIMES_AT_ONCE = 4_096;

// Not "a": a write that failed half-way is repeated at its own place.
const WRITE = constants.O_RDWR | constants.O_CREAT;

const fileName = (start: number, kind: "bytes" | "index") => `${String(start).padStart(16, "0")}.${kind}`;

/**
 * A terminal's output on disk: append-only files named by the offset of their first byte, each with an index of
 * (time, offset reached, checksum) for every write. A hole between two segments is output that never reached the disk.
 */
export class Segments {
  readonly #folder: string;
  readonly #options: SegmentOptions;
  readonly #segments: Segment[] = [];
  #open: OpenSegment | null = null;
  /** When the newest byte that an earlier process left was written; 0 when there is none. */
  lastTime = 0;

  constructor(folder: string, options: SegmentOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Finds what an earlier process left. Unless it is `complete`, what is not intact at its end is cut off for good. */
  static async load(folder: string, options: SegmentOptions, { complete = false } = {}): Promise<Segments> {
    const segments = new Segments(folder, options);
    const names = await readdir(folder).catch((error: unknown) => {
      if (errnoOf(error) === "ENOENT") return [];
      throw error;
    });
    for (const name of names.filter((each) => /^\d{16}\.bytes$/.test(each)).sort()) {
      const start = Number(name.slice(0, 16));
      const length = (await stat(join(folder, name))).size;
      const previous = segments.#segments.at(-1);
      // A write that failed half-way may have left bytes that a later segment has too.
      if (previous) previous.length = Math.min(previous.length, start - previous.start);
      const index = await stat(join(folder, fileName(start, "index"))).catch(() => ({ size: 0 }));
      const indexLength = index.size - (index.size % INDEX_RECORD_BYTES);
      if (length > 0) segments.#segments.push({ start, length, indexLength });
    }
    if (!complete) await segments.#cutTorn();
    return segments;
  }

  /** One past the newest byte on disk. */
  get end(): number {
    const last = this.#segments.at(-1);
    return last ? last.start + last.length : 0;
  }

  /** The first byte on disk at or behind `offset`, or `null`. */
  firstFrom(offset: number): number | null {
    const segment = this.#segments.find(({ start, length }) => start + length > offset);
    return segment ? Math.max(segment.start, offset) : null;
  }

  /** The bytes without a hole that end at `offset`, or at the last byte before it. */
  runBefore(offset: number): { readonly start: number; readonly end: number } | null {
    const last = this.#segments.findLast((segment) => segment.length > 0 && segment.start < offset);
    if (!last) return null;
    const reach = (from: number, { start, length }: Segment) => (start < from && start + length >= from ? start : from);
    return { start: this.#segments.reduceRight(reach, last.start), end: Math.min(offset, last.start + last.length) };
  }

  /**
   * Appends output that begins at `offset`, which is `end` or, when bytes were missed, behind it. When it fails nothing
   * has changed, and the same call may be repeated.
   */
  async append(offset: number, views: readonly Uint8Array[], at: number): Promise<void> {
    const size = views.reduce((sum, view) => sum + view.length, 0);
    try {
      const { segment, bytes, index } = await this.#openFor(offset, size);
      await writeAll(bytes, views, offset - segment.start);
      const record = encodeRecord({ at, end: offset + size, checksum: checksumOf(views) });
      await writeAll(index, [record], segment.indexLength);
      segment.length = offset - segment.start + size;
      segment.indexLength += INDEX_RECORD_BYTES;
    } catch (error) {
      // The handle may be what is broken; the first error is the one that tells.
      await this.close().catch(() => undefined);
      throw error;
    }
    await this.#dropOldest();
  }

  /** Bytes from `from`, at most `limit` and at most to the end of a segment; empty when they are gone. */
  async read(from: number, limit: number): Promise<Uint8Array> {
    const segment = this.#segments.find(({ start, length }) => start <= from && from < start + length);
    if (!segment) return new Uint8Array();
    const into = new Uint8Array(Math.min(limit, segment.start + segment.length - from));
    const bytesRead = await readAt(this.#paths(segment).bytes, into, from - segment.start).catch((error: unknown) => {
      if (errnoOf(error) === "ENOENT") return 0;
      throw error;
    });
    // What somebody took away is gone: without this a reader would ask for it forever.
    if (bytesRead < into.length) segment.length = Math.min(segment.length, from - segment.start + bytesRead);
    return into.subarray(0, bytesRead);
  }

  /** When output behind `from` was written: some records in order, none when there is nothing more. */
  async times(from: number): Promise<WrittenAt[]> {
    const segment = this.#segments.find(({ start, length }) => start + length > from);
    if (!segment) return [];
    const records = await this.#records(segment);
    return records
      .filter(({ end }) => end > from)
      .slice(0, TIMES_AT_ONCE)
      .map(({ at, end }) => ({ at, end }));
  }

  /** How far the output on disk had got at a time. */
  async reachedAt(time: number): Promise<number> {
    let low = 0;
    let found: readonly WrittenAt[] = [];
    for (let high = this.#segments.length; low < high;) {
      const middle = (low + high) >> 1;
      const records = await this.#records(this.#segments[middle]);
      if ((records[0]?.at ?? 0) > time) high = middle;
      else {
        found = records;
        low = middle + 1;
      }
    }
    const segment = this.#segments[Math.max(0, low - 1)];
    return found.findLast(({ at }) => at <= time)?.end ?? segment?.start ?? 0;
  }

  /** What is on disk, from byte to byte. */
  get runs(): readonly { readonly start: number; readonly end: number }[] {
    return this.#segments.map(({ start, length }) => ({ start, end: start + length }));
  }

  /** Lets go of the open files; `append` opens them again. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    try {
      await open.bytes.datasync();
      await open.index.datasync();
    } finally {
      await Promise.all([open.bytes.close(), open.index.close()]);
    }
  }

  #records(segment: Segment | undefined): Promise<IndexRecord[]> {
    return segment ? readIndex(this.#paths(segment).index) : Promise.resolve([]);
  }

  async #openFor(offset: number, size: number): Promise<OpenSegment> {
    const last = this.#segments.at(-1);
    const fits = last && offset === this.end && last.length + last.indexLength + size <= this.#options.segmentBytes;
    if (fits && this.#open?.segment === last) return this.#open;
    await this.close();
    const segment = fits ? last : { start: offset, length: 0, indexLength: 0 };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const paths = this.#paths(segment);
    const bytes = await open(paths.bytes, WRITE, 0o600);
    const index = await open(paths.index, WRITE, 0o600).catch(async (error: unknown) => {
      await bytes.close();
      throw error;
    });
    this.#open = { segment, bytes, index };
    if (segment !== last) this.#segments.push(segment);
    return this.#open;
  }

  /** Drops the oldest segments until the output in them is no more than `bytes`; the newest only if there will be no more output. */
  async trim(bytes: number, { complete }: { readonly complete: boolean }): Promise<void> {
    const output = () => this.#segments.reduce((sum, { length }) => sum + length, 0);
    while (this.#segments.length > (complete ? 0 : 1) && output() > bytes) await this.#dropFirst();
  }

  async #dropOldest(): Promise<void> {
    const total = () => this.#segments.reduce((sum, { length, indexLength }) => sum + length + indexLength, 0);
    while (this.#segments.length > 1 && total() > this.#options.keptBytes) await this.#dropFirst();
  }

  async #dropFirst(): Promise<void> {
    const oldest = this.#segments.shift();
    if (!oldest) return;
    for (const path of Object.values(this.#paths(oldest))) await rm(path, { force: true });
  }

  /** Older segments were brought to disk when the next one began. */
  async #cutTorn(): Promise<void> {
    const last = this.#segments.at(-1);
    if (!last) return;
    const paths = this.#paths(last);
    const { length, indexLength, newest } = await measureIntact(paths, last);
    await truncate(paths.bytes, length);
    await truncate(paths.index, indexLength);
    Object.assign(last, { length, indexLength });
    this.lastTime = newest;
    if (length === 0) this.#segments.pop();
  }

  #paths({ start }: { readonly start: number }): { bytes: string; index: string } {
    return { bytes: join(this.#folder, fileName(start, "bytes")), index: join(this.#folder, fileName(start, "index")) };
  }
}
