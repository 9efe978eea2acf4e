import type { TerminalExit } from "@pilothouse/contracts";
import type { TimelineEvent } from "./timeline-event.ts";

/** Sizes kept of a terminal; of older ones only the last matters, and that is the first one kept. */
const KEPT_EVENTS = 4_096;
/** Events that readers may have seen of a runner that was killed before they were on disk. */
const UNSEEN_EVENTS = 1_000_000;

type NewEvent = DistributiveOmit<TimelineEvent, "number">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The events of a terminal in order. Numbers are absolute: dropping old ones changes none. Only a lost end skips some. */
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

  /** The first event kept that has this number or a later one. */
  from(number: number): TimelineEvent | undefined {
    const [first] = this.#events;
    const last = this.#events.at(-1);
    if (!first || !last || number > last.number) return undefined;
    return this.#events[Math.max(0, number - first.number)] ?? last;
  }

  /**
   * The event that a reader at `offset` who has `number` events behind it meets next. Of the sizes that lie before its
   * place only the last still says something.
   */
  nextFor(number: number, offset: number): TimelineEvent | undefined {
    let event = this.from(number);
    for (;;) {
      const following = event && this.from(event.number + 1);
      const superseded = event && event.offset < offset && following?.type === "size" && following.offset <= offset;
      if (!superseded) return event;
      event = following;
    }
  }

  /** Drops old sizes when there are many; true when it did. */
  trim(): boolean {
    if (this.#events.length <= 2 * KEPT_EVENTS) return false;
    this.#events = this.#events.slice(-KEPT_EVENTS);
    return true;
  }
}
