import type { Cursor, RunnerTerminal, StreamItem, TerminalHost, WrittenAt } from "../port.ts";

const PIECE_BYTES = 256 * 1024;
const START: Cursor = { offset: 0, events: 0 };

export interface TimedItem {
  /** Milliseconds since 1970; never before that of the item before. */
  readonly at: number;
  readonly item: StreamItem;
  /** The place behind it. */
  readonly next: Cursor;
}

type Source = Pick<TerminalHost, "read" | "times">;

interface TimedOptions {
  readonly signal: AbortSignal;
  /** Where to begin; left out, with all that is kept. */
  readonly from?: Cursor;
  /** Output that is read at a time. */
  readonly maxBytes?: number;
}

/** A terminal's kept output up to now, in order, each piece with the time at which it was written. */
export async function* timedItems(host: Source, terminal: RunnerTerminal, options: TimedOptions): AsyncGenerator<TimedItem> {
  const { id, epoch, endOffset, status, createdAt } = terminal;
  const { signal, from = START, maxBytes = PIECE_BYTES } = options;
  const clock = new WriteTimes(host, id, createdAt);
  let cursor = from;
  const goal = status === "running" ? endOffset : Infinity;
  while (cursor.offset < goal) {
    const { items } = await host.read({ id, epoch, cursor, maxBytes }, signal);
    const last = items.at(-1);
    if (!last) return;
    cursor = last.next;
    for (const { item, next } of items) {
      if (item.type === "data") yield* clock.split(item, next.events);
      else yield { at: await clock.timeOf(item), item, next };
    }
    if (last.item.type === "exit") return;
  }
}

/** Knows when each byte was written; holds one page of that at a time. */
class WriteTimes {
  readonly #host: Source;
  readonly #id: string;
  #page: readonly WrittenAt[] = [];
  #next = 0;
  #latest: number;

  constructor(host: Source, id: string, startedAt: number) {
    this.#host = host;
    this.#id = id;
    this.#latest = startedAt;
  }

  async *split({ offset, bytes }: Extract<StreamItem, { type: "data" }>, events: number): AsyncGenerator<TimedItem> {
    for (let at = 0; at < bytes.length;) {
      const record = await this.#recordBehind(offset + at);
      const length = Math.min(bytes.length - at, (record?.end ?? Infinity) - offset - at);
      const piece = bytes.subarray(at, at + length);
      const item = { type: "data", offset: offset + at, bytes: piece } as const;
      at += length;
      yield { at: this.#notBefore(record?.at ?? 0), item, next: { offset: offset + at, events } };
    }
  }

  /** A size has the time of what was printed for it. */
  async timeOf(item: Exclude<StreamItem, { type: "data" }>): Promise<number> {
    if (item.type === "mark") return this.#notBefore(item.at);
    if (item.type === "exit") return this.#notBefore(item.exit.at);
    return this.#notBefore((await this.#recordBehind(item.offset))?.at ?? 0);
  }

  #notBefore(at: number): number {
    return (this.#latest = Math.max(this.#latest, at));
  }

  async #recordBehind(offset: number): Promise<WrittenAt | undefined> {
    while ((this.#page[this.#next]?.end ?? Infinity) <= offset) this.#next += 1;
    if (this.#next >= this.#page.length) {
      this.#page = await this.#host.times(this.#id, offset);
      this.#next = 0;
    }
    return this.#page[this.#next];
  }
}
