import type { LagMode } from "@pilothouse/contracts";
import { Doorbell } from "@pilothouse/platform";

/**
 * What a viewer is ready for: more output, a fresh screen if it still has a backlog behind an interrupt, or nothing because
 * it did not take any in time.
 */
export type Turn = "room" | "fresh" | "late" | "superseded";

/** How much of a terminal's output one viewer was sent and how much of it it has taken. */
export interface Viewer {
  readonly lag: LagMode;
  /** How many bytes may be sent now; 0 or less when the viewer has to take some first. */
  readonly roomNow: number;
  /** Waits until something may be done for this viewer, `patienceMs` at most. `superseded`: another link took it over. */
  turn(signal: AbortSignal, patienceMs?: number): Promise<Turn>;
  /** Waits until everything that was sent was taken. False once another link took this viewer over. */
  caughtUp(signal: AbortSignal): Promise<boolean>;
  /** Rests for so long between two screens. An interrupt cuts a rest short when it must have shown its effect, but no two in a row. */
  rest(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Whether it has not taken all that it was sent until an interrupt must have shown its effect, and there are more than
   * `bytes` up to this place, and more than it took since the interrupt.
   */
  hasBacklog(endOffset: number, bytes: number): boolean;
  /** Everything before `endOffset` was sent, or is left out. */
  sent(endOffset: number): void;
  /** Starts at this place, as if all before it had been taken. */
  startAt(offset: number): void;
  close(): void;
}

/** The viewer's side: what it took, and what it asks for. */
export class ViewerWindow implements Viewer {
  readonly lag: LagMode;
  readonly #size: number;
  readonly #onClose: () => void;
  #sent = 0;
  #acked = 0;
  #superseded = false;
  #fresh = false;
  #late = false;
  /** Until an interrupt must have shown its effect. */
  #waiting: NodeJS.Timeout | null = null;
  #sentUntilThen = 0;
  #takenMeanwhile = 0;
  #rested = false;
  #hurried = false;
  readonly #bell = new Doorbell();

  constructor(size: number, lag: LagMode, onClose: () => void) {
    this.#size = size;
    this.lag = lag;
    this.#onClose = onClose;
  }

  get roomNow(): number {
    return this.#size - this.backlog;
  }

  get backlog(): number {
    return this.#sent - this.#acked;
  }

  async turn(signal: AbortSignal, patienceMs?: number): Promise<Turn> {
    this.#late = false;
    const giveUp = () => {
      this.#late = true;
      this.#bell.ring();
    };
    const timer = patienceMs === undefined ? undefined : setTimeout(giveUp, patienceMs);
    try {
      while (!this.#superseded && !this.#fresh && !this.#late && this.roomNow <= 0) {
        signal.throwIfAborted();
        await this.#bell.rung(signal);
      }
    } finally {
      clearTimeout(timer);
    }
    if (this.#superseded) return "superseded";
    if (this.#fresh) {
      this.#fresh = false;
      return "fresh";
    }
    return this.roomNow > 0 ? "room" : "late";
  }

  async caughtUp(signal: AbortSignal): Promise<boolean> {
    while (!this.#superseded && this.backlog > 0) {
      signal.throwIfAborted();
      await this.#bell.rung(signal);
    }
    return !this.#superseded;
  }

  async rest(ms: number, signal: AbortSignal): Promise<void> {
    this.#rested = false;
    const wake = () => {
      this.#rested = true;
      this.#bell.ring();
    };
    const timer = setTimeout(wake, Math.max(0, ms));
    try {
      while (!this.#rested && !this.#hurries && !this.#superseded) {
        signal.throwIfAborted();
        await this.#bell.rung(signal);
      }
    } finally {
      clearTimeout(timer);
    }
    this.#hurried = this.#hurries;
    this.#fresh = false;
  }

  /** Its user waits, and did not already get the last screen sooner. */
  get #hurries(): boolean {
    return this.#fresh && !this.#hurried;
  }

  hasBacklog(endOffset: number, bytes: number): boolean {
    return this.#acked < this.#sentUntilThen && endOffset - this.#acked > Math.max(bytes, this.#takenMeanwhile);
  }

  sent(endOffset: number): void {
    this.#sent = Math.max(this.#sent, endOffset);
  }

  startAt(offset: number): void {
    this.#sent = offset;
    this.#acked = offset;
  }

  ack(offset: number): void {
    this.#acked = Math.max(this.#acked, Math.min(offset, this.#sent));
    this.#bell.ring();
  }

  /** Its user wants to see what comes of this and not what the viewer has missed; that takes `effectMs` at most. */
  interrupted(effectMs: number): void {
    if (this.lag !== "screen") return;
    const acked = this.#acked;
    this.#waiting ??= setTimeout(() => {
      this.#waiting = null;
      this.#fresh = true;
      this.#sentUntilThen = this.#sent;
      this.#takenMeanwhile = this.#acked - acked;
      this.#bell.ring();
    }, effectMs);
  }

  supersede(): void {
    this.#superseded = true;
    this.#bell.ring();
  }

  close(): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#onClose();
  }
}
