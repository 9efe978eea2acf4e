import type { Budget } from "@pilothouse/contracts";
import { createTopic, newId } from "@pilothouse/platform";

/** What happened, to whose things. */
export type Happening = { readonly owner: string } & (
  | { readonly channel: "conversations"; readonly id: string }
  | { readonly channel: "projects"; readonly id: string }
  | { readonly channel: "files"; readonly id: string; readonly bytes: number; readonly at: number }
  /** How far the reading of all that is the owner's is. */
  | { readonly channel: "system"; readonly bytes: number; readonly readBytes: number }
  | { readonly channel: "system"; readonly budget: Budget }
);

/** The newest happenings, numbered, for those who come back after a cut. */
export class EventLog {
  readonly #capacity: number;
  readonly #epoch = newId();
  readonly #topic = createTopic<null>();
  #kept: Happening[] = [];
  #first = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many there were. */
  get end(): number {
    return this.#first + this.#kept.length;
  }

  get subscribe() {
    return this.#topic.subscribe;
  }

  put(...happenings: readonly Happening[]): void {
    this.putAll(happenings);
  }

  /** The same with any number of them: of as many as there may be after a folder was given away a call takes no list. */
  putAll(happenings: readonly Happening[]): void {
    for (const happening of happenings) this.#kept.push(happening);
    if (this.#kept.length > 2 * this.#capacity) {
      const dropped = this.#kept.length - this.#capacity;
      this.#kept = this.#kept.slice(dropped);
      this.#first += dropped;
    }
    this.#topic.publish(null);
  }

  /** What came behind the first `from` ones; `null` when some of it is not known any more. */
  since(from: number): readonly Happening[] | null {
    return from < this.#first || from > this.end ? null : this.#kept.slice(from - this.#first);
  }

  /** A name for a place in this log, of which a restarted server knows that it is none of its own. */
  nameOf(place: number): string {
    return `${this.#epoch}:${place}`;
  }

  placeOf(name: string | null | undefined): number | null {
    const [epoch, place] = name?.split(":") ?? [];
    return epoch === this.#epoch && place !== undefined && /^\d{1,15}$/.test(place) ? Number(place) : null;
  }
}
