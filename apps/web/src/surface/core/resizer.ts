import { sameSize, type Size } from "./size.ts";

/** A layout that is still moving is not worth a resize: programs redraw everything for each. */
export const SETTLE_MS = 120;

interface ResizerDeps {
  /** What fits into the pane now; `null` while that is unknown, such as when it is hidden. */
  fitting(): Size | null;
  /** What the program sees now. */
  current(): Size | null;
  /** Whether this view decides the size. */
  mayResize(): boolean;
  resize(size: Size): void;
}

/** Keeps a terminal as large as its pane: only when this view decides, only after a change, once the layout is still. */
export class Resizer {
  readonly #deps: ResizerDeps;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asked: Size | null = null;

  constructor(deps: ResizerDeps) {
    this.#deps = deps;
  }

  /** The layout moved. */
  nudge(): void {
    this.stop();
    this.#timer = setTimeout(() => this.settle(), SETTLE_MS);
  }

  /** Resizes now if that changes anything. */
  settle(): void {
    this.stop();
    const fitting = this.#deps.fitting();
    if (!fitting || !this.#deps.mayResize()) return;
    if (sameSize(fitting, this.#deps.current()) || sameSize(fitting, this.#asked)) return;
    this.#asked = fitting;
    this.#deps.resize(fitting);
  }

  /** What was asked for does not hold any more, such as after another view's resize: ask again next time. */
  forget(): void {
    this.#asked = null;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
