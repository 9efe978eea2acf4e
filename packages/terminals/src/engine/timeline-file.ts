import { constants } from "node:fs";
import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import { errnoOf } from "@pilothouse/platform";
import { decodeEvents, encodeEvents, type TimelineEvent } from "./timeline-event.ts";

/** The timeline on disk: one JSON line an event, only ever appended to, or replaced as a whole. */
export class TimelineFile {
  readonly #path: string;
  #file: FileHandle | null = null;
  #length: number;

  private constructor(path: string, length: number) {
    this.#path = path;
    this.#length = length;
  }

  static create(path: string): TimelineFile {
    return new TimelineFile(path, 0);
  }

  /** Reads what an earlier process left, up to a record that was torn. */
  static async load(path: string): Promise<{ file: TimelineFile; events: TimelineEvent[] }> {
    const found = await readFile(path).catch((error: unknown) => {
      if (errnoOf(error) === "ENOENT") return new Uint8Array();
      throw error;
    });
    const { events, length } = decodeEvents(found);
    return { file: new TimelineFile(path, length), events };
  }

  /** When it fails, the same call may be repeated: a record that was half written is written over. */
  async append(events: readonly TimelineEvent[]): Promise<void> {
    const bytes = encodeEvents(events);
    try {
      this.#file ??= await this.#open();
      for (let at = 0; at < bytes.length;) {
        at += (await this.#file.write(bytes, at, bytes.length - at, this.#length + at)).bytesWritten;
      }
      this.#length += bytes.length;
    } catch (error) {
      // The handle may be what is broken; the first error is the one that tells.
      await this.close().catch(() => undefined);
      throw error;
    }
  }

  /** Opens the file and cuts off what cannot be trusted. */
  async #open(): Promise<FileHandle> {
    const file = await open(this.#path, constants.O_RDWR | constants.O_CREAT, 0o600);
    await file.truncate(this.#length).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    return file;
  }

  /** Puts these events in place of all others. */
  async replace(events: readonly TimelineEvent[]): Promise<void> {
    const next = TimelineFile.create(`${this.#path}.next`);
    await next.append(events);
    await next.close();
    await this.close();
    await rename(`${this.#path}.next`, this.#path);
    this.#length = next.#length;
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (!file) return;
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
