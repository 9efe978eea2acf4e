import { setTimeout as delay } from "node:timers/promises";
import type { TerminalHost } from "./port.ts";

interface Size {
  readonly cols: number;
  readonly rows: number;
}

interface Pace {
  nextAt: number;
  wanted: Size;
  turn: Promise<void> | null;
}

/** Brings sizes to programs, which redraw everything for each: the newest of those that come too fast, and no other. */
export class SizePace {
  readonly #host: Pick<TerminalHost, "resize">;
  readonly #everyMs: number;
  readonly #paces = new Map<string, Pace>();

  constructor(host: Pick<TerminalHost, "resize">, everyMs: number) {
    this.#host = host;
    this.#everyMs = everyMs;
  }

  /** Resolves once the program was told of this size or of a newer one. */
  set(id: string, size: Size): Promise<void> {
    const pace = this.#paces.get(id) ?? { nextAt: 0, wanted: size, turn: null };
    this.#paces.set(id, pace);
    pace.wanted = size;
    pace.turn ??= this.#tell(id, pace);
    return pace.turn;
  }

  async #tell(id: string, pace: Pace): Promise<void> {
    const wait = pace.nextAt - performance.now();
    // Also when there is nothing to wait for, so that `turn` is set before it is over.
    await (wait > 0 ? delay(wait) : null);
    pace.turn = null;
    pace.nextAt = performance.now() + this.#everyMs;
    setTimeout(() => this.#forget(id, pace), this.#everyMs).unref();
    await this.#host.resize(id, pace.wanted);
  }

  #forget(id: string, pace: Pace): void {
    if (pace.turn === null && performance.now() >= pace.nextAt) this.#paces.delete(id);
  }
}
