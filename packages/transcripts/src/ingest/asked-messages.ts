import { joinParts, type KeyRange, type PartRow, type PartRows, rangeOf } from "./part-rows.ts";

/** What a step says of one API message. */
export interface AskedMessage extends KeyRange {
  /** Nobody had said anything of it before. */
  readonly isNew: boolean;
  /** What this file says of its requests, by their keys. */
  readonly parts: Map<string, PartRow>;
}

/** Collects what the lines of a step say of requests: several lines speak of each. */
export class AskedMessages {
  readonly #rows: PartRows;
  readonly #messages = new Map<string, AskedMessage>();

  constructor(rows: PartRows) {
    this.#rows = rows;
  }

  add(part: PartRow, agent: Parameters<typeof rangeOf>[0]): void {
    const message = this.#message(part, agent);
    const said = message.parts.get(part.key) ?? (message.isNew ? null : this.#rows.get(part.owner, part.key, part.file));
    message.parts.set(part.key, said ? joinParts(said, part) : part);
  }

  get all(): Iterable<AskedMessage> {
    return this.#messages.values();
  }

  #message({ owner, key }: PartRow, agent: Parameters<typeof rangeOf>[0]): AskedMessage {
    const range = rangeOf(agent, key);
    const known = this.#messages.get(range.from);
    if (known) return known;
    const message = { ...range, isNew: !this.#rows.isMet(owner, range), parts: new Map<string, PartRow>() };
    this.#messages.set(range.from, message);
    return message;
  }
}
