import type { DataEvent } from "@pilothouse/contracts";

/** Of more output it is not worth keeping a copy. */
const MOST_BYTES = 1024 * 1024;

interface Place {
  readonly epoch: string;
  readonly offset: number;
}

/** A copy of the output from a place on, for a while. */
export class OutputSince {
  readonly #start: Place;
  #pieces: Pick<DataEvent, "offset" | "bytes">[] = [];
  #end: number;
  #isSpoiled = false;
  #waiting: (() => void)[] = [];

  constructor(start: Place) {
    this.#start = start;
    this.#end = start.offset;
  }

  add({ epoch, offset, bytes }: Pick<DataEvent, "epoch" | "offset" | "bytes">): void {
    const end = offset + bytes.length;
    if (epoch !== this.#start.epoch || end - this.#start.offset > MOST_BYTES) return this.spoil();
    this.#pieces.push({ offset, bytes });
    this.#end = end;
    this.#wake();
  }

  /** Something else than output came: what is here is not all. */
  spoil(): void {
    this.#isSpoiled = true;
    this.#pieces = [];
    this.#wake();
  }

  /** Waits until all before this place is here, or never will be. */
  async reaches(offset: number): Promise<void> {
    while (!this.#isSpoiled && this.#end < offset) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The output behind a place; `null` when not all of it is here. */
  behind({ epoch, offset }: Place): readonly Uint8Array[] | null {
    const isHere = epoch === this.#start.epoch && offset >= this.#start.offset && offset <= this.#end;
    if (this.#isSpoiled || !isHere) return null;
    return this.#pieces.map((piece) => piece.bytes.subarray(Math.max(0, offset - piece.offset)));
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
