import { readAhead } from "./read-ahead.ts";
import type { Ring } from "./ring.ts";
import type { Segments } from "./segments.ts";

/** All output that is still there, wherever it is: a terminal's ring and its segments seen as one. */
export class KeptBytes {
  readonly #ring: Ring;
  readonly #segments: Segments;

  constructor(ring: Ring, segments: Segments) {
    this.#ring = ring;
    this.#segments = segments;
  }

  get end(): number {
    return this.#ring.end;
  }

  /** The first byte kept at or behind `offset`; `end` when there is none. */
  firstFrom(offset: number): number {
    if (offset >= this.#ring.start) return offset;
    return Math.min(this.#segments.firstFrom(offset) ?? this.#ring.start, this.#ring.start);
  }

  /** The bytes without a hole that end at `offset`, or at the last byte before it. */
  runBefore(offset: number): { readonly start: number; readonly end: number } {
    const { start } = this.#ring;
    const run = this.#segments.runBefore(Math.min(offset, start)) ?? { start: offset, end: offset };
    if (offset <= start) return run;
    return { start: run.end === start ? run.start : start, end: offset };
  }

  /** What is missing, in order. */
  gaps(): { readonly from: number; readonly to: number }[] {
    const gaps: { from: number; to: number }[] = [];
    let at = 0;
    for (const { start, end } of [...this.#segments.runs, { start: this.#ring.start, end: this.#ring.end }]) {
      if (start > at) gaps.push({ from: at, to: start });
      at = Math.max(at, end);
    }
    return gaps;
  }

  /** The bytes from `from`, which is kept, up to `to` or the next hole, as views in order. From the ring nothing is copied. */
  async read(from: number, to: number): Promise<readonly Uint8Array[]> {
    const views: Uint8Array[] = [];
    let at = from;
    while (at < to && at < this.#ring.start) {
      const view = await readAhead(this.#segments, at, to - at);
      if (view.length === 0) break;
      views.push(view);
      at += view.length;
    }
    if (at >= this.#ring.start) views.push(...this.#ring.views(at, to));
    return views;
  }
}
