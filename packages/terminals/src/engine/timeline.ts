import { LIMITS, type TerminalExit } from "@pilothouse/contracts";
import type { TimelineEvent } from "./timeline-event.ts";

/** How many are kept of each kind. Of older sizes only the last matters, and that is the first one kept. */
const KEPT: Readonly<Record<TimelineEvent["type"], number>> = {
  size: 4_096,
  mark: LIMITS.marksPerTerminal,
  reset: 256,
  exit: 1,
};
/** Events that readers may have seen of a runner that was killed before they were on disk. */
const UNSEEN_EVENTS = 1_000_000;

type NewEvent = DistributiveOmit<TimelineEvent, "number">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The events of a terminal in order. Numbers are absolute: dropping old ones changes none. */
export class Timeline {
  #events: TimelineEvent[];

  constructor(events: readonly TimelineEvent[] = []) {
    this.#events = [...events];
  }

  /** One past the newest number. */
  get count(): number {
    return (this.#events.at(-1)?.number ?? -1) + 1;
  }

  get all(): readonly TimelineEvent[] {
    return this.#events;
  }

  /** Offset of the newest event. */
  get lastOffset(): number {
    return this.#events.at(-1)?.offset ?? 0;
  }

  /** When the newest event was. */
  get lastTime(): number {
    const last = this.#events.at(-1);
    return last?.type === "exit" ? last.exit.at : (last?.at ?? 0);
  }

  get size(): { readonly cols: number; readonly rows: number } | null {
    return this.#events.findLast((event) => event.type === "size") ?? null;
  }

  get end(): { readonly exit: TerminalExit; readonly status: "exited" | "lost" } | null {
    const last = this.#events.at(-1);
    return last?.type === "exit" ? last : null;
  }

  /**
   * The number the next event gets. Nobody knows how many events a killed runner had shown, so the end of a lost
   * terminal comes behind all that there can have been: whoever saw them still meets it.
   */
  numbered(event: NewEvent): TimelineEvent {
    const skipped = event.type === "exit" && event.status === "lost" ? UNSEEN_EVENTS : 0;
    return { ...event, number: this.count + skipped };
  }

  push(event: TimelineEvent): void {
    this.#events.push(event);
  }

  /**
   * The event that a reader at `offset` who has `number` events behind it meets next. Of the sizes that lie before its
   * place only the last still says something, and nothing else there does.
   */
  nextFor(number: number, offset: number): TimelineEvent | undefined {
    let at = this.#indexOf(number);
    let size: TimelineEvent | undefined;
    for (let event = this.#events[at]; event && event.offset < offset && event.type !== "exit"; event = this.#events[++at]) {
      if (event.type === "size") size = event;
    }
    return size && !this.#hasSizeHere(at, offset) ? size : this.#events[at];
  }

  /** Drops old events when there are many; true when it did. */
  trim(): boolean {
    const counts = { size: 0, mark: 0, reset: 0, exit: 0 };
    for (const { type } of this.#events) counts[type] += 1;
    const isLong = (type: "size" | "mark" | "reset") => counts[type] > 2 * KEPT[type];
    if (!isLong("size") && !isLong("mark") && !isLong("reset")) return false;
    this.#events = this.#events.filter(({ type }) => counts[type]-- <= KEPT[type]);
    return true;
  }

  /** Where the first event stands that has this number or a later one. */
  #indexOf(number: number): number {
    let low = 0;
    for (let high = this.#events.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.number ?? Infinity) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #hasSizeHere(from: number, offset: number): boolean {
    for (let at = from; this.#events[at]?.offset === offset; at += 1) if (this.#events[at]?.type === "size") return true;
    return false;
  }
}
