import type { Socket } from "node:net";
import { encodeFrame } from "./frame.ts";
import { RUNNER_LIMITS } from "./limits.ts";

/**
 * Sends messages over a socket in order. While the peer does not keep up they wait unencoded, so a slow peer costs
 * references and not copies; one that lets too many pile up is disconnected.
 */
export class Outbox {
  readonly #socket: Socket;
  #waiting: unknown[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("drain", () => this.#drain());
  }

  send(message: unknown): void {
    if (this.#waiting.length === 0 && this.#hasRoom()) {
      this.#write(message);
      return;
    }
    if (this.#waiting.length >= RUNNER_LIMITS.waitingMessages) {
      this.#waiting = [];
      this.#socket.destroy(new Error("the peer does not read"));
      return;
    }
    this.#waiting.push(message);
  }

  /** All parts of a frame in one write. */
  #write(message: unknown): void {
    const [first, ...others] = encodeFrame(message);
    if (others.length === 0) return void this.#socket.write(first ?? "");
    this.#socket.cork();
    for (const part of [first, ...others]) this.#socket.write(part ?? "");
    this.#socket.uncork();
  }

  #hasRoom(): boolean {
    return this.#socket.writableLength < RUNNER_LIMITS.socketBytes;
  }

  #drain(): void {
    let sent = 0;
    while (sent < this.#waiting.length && this.#hasRoom()) {
      this.#write(this.#waiting[sent]);
      sent += 1;
    }
    this.#waiting.splice(0, sent);
  }
}
