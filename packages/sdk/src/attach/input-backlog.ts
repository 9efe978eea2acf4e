import { LIMITS } from "@pilothouse/contracts";
import { PilothouseError } from "../error.ts";

export interface InputChunk {
  readonly seq: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

interface Chunk {
  readonly seq: number;
  readonly parts: Uint8Array<ArrayBuffer>[];
  length: number;
  /** Its number may be known to the server, so its bytes must not change any more. */
  sealed: boolean;
  taken: boolean;
}

interface Writer {
  readonly lastSeq: number;
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: PilothouseError): void;
}

/** Input that was not applied yet: cut into numbered chunks, joined while it waits, at most `LIMITS.queuedInputBytes`. */
export class InputBacklog {
  #lastSeq = 0;
  #bytes = 0;
  #chunks: Chunk[] = [];
  #writers: Writer[] = [];

  get empty(): boolean {
    return this.#chunks.length === 0;
  }

  /** Resolves once all of it was applied. Rejects with `quota` when too much is waiting already. */
  add(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#bytes + bytes.length > LIMITS.queuedInputBytes) return Promise.reject(tooMuch(this.#bytes));
    if (bytes.length === 0) return Promise.resolve();
    this.#bytes += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const chunk = this.#withRoom();
      const part = bytes.subarray(at, at + LIMITS.writeBytes - chunk.length);
      chunk.parts.push(part);
      chunk.length += part.length;
      at += part.length;
    }
    const writer = { lastSeq: this.#lastSeq, ...Promise.withResolvers<void>() };
    this.#writers.push(writer);
    return writer.promise;
  }

  /** The first chunk that was not taken yet; `null` when all were. */
  take(): InputChunk | null {
    const chunk = this.#chunks.find(({ taken }) => !taken);
    if (!chunk) return null;
    chunk.sealed = true;
    chunk.taken = true;
    return { seq: chunk.seq, data: concat(chunk) };
  }

  /** Every chunk up to here has arrived. */
  applied(seq: number): void {
    for (let first = this.#chunks[0]; first && first.seq <= seq; first = this.#chunks[0]) {
      this.#bytes -= first.length;
      this.#chunks.shift();
    }
    for (let first = this.#writers[0]; first && first.lastSeq <= seq; first = this.#writers[0]) {
      this.#writers.shift();
      first.resolve();
    }
  }

  /** What was taken and not applied is to be taken again. */
  takeBack(): void {
    for (const chunk of this.#chunks) chunk.taken = false;
  }

  /** Fails every writer, forgets their input and starts counting anew. */
  refuse(error: PilothouseError): void {
    const writers = this.#writers;
    this.#chunks = [];
    this.#writers = [];
    this.#bytes = 0;
    this.#lastSeq = 0;
    for (const { reject } of writers) reject(error);
  }

  /** As `refuse`, for writers who are told in another way: a write that nobody waits for must not end the process. */
  abandon(reason: PilothouseError): void {
    for (const { promise } of this.#writers) promise.catch(() => undefined);
    this.refuse(reason);
  }

  #withRoom(): Chunk {
    const last = this.#chunks.at(-1);
    if (last && !last.sealed && last.length < LIMITS.writeBytes) return last;
    this.#lastSeq += 1;
    const chunk: Chunk = { seq: this.#lastSeq, parts: [], length: 0, sealed: false, taken: false };
    this.#chunks.push(chunk);
    return chunk;
  }
}

function concat({ parts, length }: Chunk): Uint8Array<ArrayBuffer> {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function tooMuch(queued: number): PilothouseError {
  const limit = LIMITS.queuedInputBytes;
  const message = `the program reads too slowly: ${queued} bytes of input are waiting already, and ${limit} is the limit`;
  return new PilothouseError({ kind: "quota", message, facts: { limit, queued }, retryable: true });
}
