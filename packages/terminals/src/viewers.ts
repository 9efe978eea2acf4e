import { Doorbell } from "@pilothouse/platform";

/** How much of a terminal's output one viewer was sent and how much of it it has taken. */
export interface Viewer {
  /** How many bytes may be sent now; 0 or less when the viewer has to take some first. */
  readonly roomNow: number;
  /** Resolves with how many bytes may be sent now, at least 1. `null` once another link took this viewer over. */
  room(signal: AbortSignal): Promise<number | null>;
  sent(endOffset: number): void;
  close(): void;
}

class Window implements Viewer {
  readonly #size: number;
  readonly #onClose: () => void;
  #sent: number;
  #acked: number;
  #superseded = false;
  readonly #bell = new Doorbell();

  constructor(size: number, start: number, onClose: () => void) {
    this.#size = size;
    this.#sent = start;
    this.#acked = start;
    this.#onClose = onClose;
  }

  get roomNow(): number {
    return this.#size - (this.#sent - this.#acked);
  }

  async room(signal: AbortSignal): Promise<number | null> {
    while (!this.#superseded && this.roomNow <= 0) {
      signal.throwIfAborted();
      await this.#bell.rung(signal);
    }
    return this.#superseded ? null : this.roomNow;
  }

  sent(endOffset: number): void {
    this.#sent = Math.max(this.#sent, endOffset);
  }

  ack(offset: number): void {
    this.#acked = Math.max(this.#acked, Math.min(offset, this.#sent));
    this.#bell.ring();
  }

  supersede(): void {
    this.#superseded = true;
    this.#bell.ring();
  }

  close(): void {
    this.#onClose();
  }
}

/** Every viewer that is being served now, by terminal and by the id it chose. */
export class Viewers {
  readonly #windowBytes: number;
  readonly #open = new Map<string, Window>();

  constructor(windowBytes: number) {
    this.#windowBytes = windowBytes;
  }

  /** A viewer that comes back under its id replaces itself: the link it had before ends. */
  open(terminalId: string, viewerId: string, start: number): Viewer {
    const key = `${terminalId}:${viewerId}`;
    this.#open.get(key)?.supersede();
    const window: Window = new Window(this.#windowBytes, start, () => {
      if (this.#open.get(key) === window) this.#open.delete(key);
    });
    this.#open.set(key, window);
    return window;
  }

  /** The viewer took everything before `offset`. A viewer that is gone is no error: acks may come late. */
  ack(terminalId: string, viewerId: string, offset: number): void {
    this.#open.get(`${terminalId}:${viewerId}`)?.ack(offset);
  }
}
