import type { TerminalLimits } from "./deps.ts";

type KeyLimits = Pick<TerminalLimits, "typingMs" | "floodPieceBytes" | "floodPauseMs">;

/**
 * Whoever types goes first. While somebody does, the floods of other terminals are sent in fewer and larger pieces, and a key
 * and its echo find the server and their viewer idle between two of them. No program is held for it.
 */
export class KeysFirst {
  readonly #limits: KeyLimits;
  #typedIn: string | null = null;
  #typedAt = Number.NEGATIVE_INFINITY;

  constructor(limits: KeyLimits) {
    this.#limits = limits;
  }

  /** Somebody has typed into this terminal. */
  typed(terminalId: string): void {
    this.#typedIn = terminalId;
    this.#typedAt = performance.now();
  }

  /** Milliseconds until a viewer of this terminal may be sent more that was sent so many bytes at `sentAt`, of `performance.now()`. */
  pause(terminalId: string, sent: { readonly bytes: number; readonly at: number }): number {
    const { typingMs, floodPieceBytes, floodPauseMs } = this.#limits;
    const now = performance.now();
    if (sent.bytes < floodPieceBytes || terminalId === this.#typedIn || now - this.#typedAt > typingMs) return 0;
    return Math.max(0, sent.at + floodPauseMs - now);
  }
}
