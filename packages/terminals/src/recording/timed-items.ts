import type { Cursor, RunnerTerminal, StreamItem, TerminalHost, WrittenAt } from "../port.ts";
import { timeReached } from "./time-reached.ts";

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

export interface TimedOptions {
  readonly signal: AbortSignal;
  /** Where to begin; left out, with all that is kept. */
  readonly from?: Cursor;
  /** The time, in milliseconds since 1970: that of output for which the disk has none yet. */
  readonly now: number;
  /** Output that is read at a time. */
  readonly maxBytes?: number;
}

/** A terminal's kept output up to now, in order, each piece with the time at which it was written. */
export async function* timedItems(host: Source, terminal: RunnerTerminal, options: TimedOptions): AsyncGenerator<TimedItem> {
  const { id, epoch, endOffset, status } = terminal;
  const { signal, now, from = START, maxBytes = PIECE_BYTES } = options;
  const clock = new WriteTimes(host, terminal, now);
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
  readonly #terminal: RunnerTerminal;
  readonly #now: number;
  #page: readonly WrittenAt[] = [];
  #next = 0;
  #latest: number;

  constructor(host: Source, terminal: RunnerTerminal, now: number) {
    this.#host = host;
    this.#terminal = terminal;
    this.#now = now;
    this.#latest = terminal.createdAt;
  }

  async *split({ offset, bytes }: Extract<StreamItem, { type: "data" }>, events: number): AsyncGenerator<TimedItem> {
    for (let at = 0; at < bytes.length;) {
      const record = await this.#recordBehind(offset + at);
      const length = Math.min(bytes.length - at, (record?.end ?? Infinity) - offset - at);
      const piece = bytes.subarray(at, at + length);
      const item = { type: "data", offset: offset + at, bytes: piece } as const;
      at += length;
      const time = record?.at ?? this.#terminal.exit?.at ?? this.#now;
      yield { at: this.#notBefore(time), item, next: { offset: offset + at, events } };
    }
  }

  /** A size has the time of what was printed for it, or before it when nothing was since. */
  async timeOf(item: Exclude<StreamItem, { type: "data" }>): Promise<number> {
    if (item.type === "mark") return this.#notBefore(item.at);
    if (item.type === "exit") return this.#notBefore(item.exit.at);
    const record = await this.#recordBehind(item.offset);
    return this.#notBefore(
      record?.at ?? (await timeReached(this.#host, this.#terminal, { offset: item.offset, now: this.#now })),
    );
  }

  #notBefore(at: number): number {
    return (this.#latest = Math.max(this.#latest, at));
  }

  async #recordBehind(offset: number): Promise<WrittenAt | undefined> {
    while ((this.#page[this.#next]?.end ?? Infinity) <= offset) this.#next += 1;
    if (this.#next >= this.#page.length) {
      this.#page = await this.#host.times(this.#terminal.id, offset);
      this.#next = 0;
    }
    return this.#page[this.#next];
  }
}
