import type { TerminalLimits } from "./deps.ts";

type KeyLimits = Pick<TerminalLimits, "typingMs" | "floodPieceBytes" | "floodPauseMs">;

/**
 * Whoever types goes first. While somebody does, the floods of other terminals are sent in fewer and larger pieces, and a key
 * and its echo find the server and their viewer idle between two of them. No program is held for it.
 */
export class KeysFirst {
  readonly #limits: KeyLimits;
  /** When somebody has typed into each terminal that was typed into of late; the last one is the last. */
  readonly #typedAt = new Map<string, number>();

  constructor(limits: KeyLimits) {
    this.#limits = limits;
  }

  /** Somebody has typed into this terminal. */
  typed(terminalId: string): void {
    this.#forgetOld();
    this.#typedAt.delete(terminalId);
    this.#typedAt.set(terminalId, performance.now());
  }

  /** Milliseconds until a viewer of this terminal may be sent more that was `sent` something, `at` a time of `performance.now()`. */
  pause(terminalId: string, sent: { readonly bytes: number; readonly at: number }): number {
    const { floodPieceBytes, floodPauseMs } = this.#limits;
    if (sent.bytes < floodPieceBytes) return 0;
    this.#forgetOld();
    const isTypedElsewhere = this.#typedAt.size > 0 && !this.#typedAt.has(terminalId);
    return isTypedElsewhere ? Math.max(0, sent.at + floodPauseMs - performance.now()) : 0;
  }

  #forgetOld(): void {
    const since = performance.now() - this.#limits.typingMs;
    for (const [id, at] of this.#typedAt) {
      if (at >= since) return;
      this.#typedAt.delete(id);
    }
  }
}
