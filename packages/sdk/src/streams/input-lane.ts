import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import type { TRPCWebSocketClient } from "@trpc/client";
import { fromShape, PilothouseError } from "../error.ts";

const ID_PREFIX = "lane-";

interface Waiting {
  readonly socket: WebSocket;
  resolve(data: unknown): void;
  reject(error: PilothouseError): void;
}

/**
 * Sends mutations on the socket that tRPC's client has open, at once. The client itself waits for a timer before it
 * sends a call (1 ms in Node, up to 4 ms in browsers), which a key press would feel. The frames are tRPC's own, with
 * ids that its client does not use, so that it lets the answers pass; they are picked up where frames are decoded.
 */
export class InputLane {
  readonly #connection: () => TRPCWebSocketClient["connection"];
  readonly #waiting = new Map<string, Waiting>();
  readonly #watched = new WeakSet<WebSocket>();
  #lastId = 0;

  constructor(connection: () => TRPCWebSocketClient["connection"]) {
    this.#connection = connection;
  }

  /** The answer; `null` when no socket is open, and nothing was sent. Rejects with `unavailable` if the socket is lost first. */
  send(path: string, input: unknown): Promise<unknown> | null {
    const connection = this.#connection();
    if (connection?.state !== "open") return null;
    const socket = connection.ws;
    this.#watch(socket);
    const id = `${ID_PREFIX}${(this.#lastId += 1)}`;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { socket, resolve, reject });
      socket.send(socketEncoder.encode({ id, method: "mutation", params: { path, input: wire.serialize(input) } }));
    });
  }

  /** To be shown every decoded frame. */
  receive(frame: unknown): void {
    if (typeof frame !== "object" || frame === null || !("id" in frame) || typeof frame.id !== "string") return;
    const waiting = this.#waiting.get(frame.id);
    if (!waiting) return;
    this.#waiting.delete(frame.id);
    if ("error" in frame) waiting.reject(fromShape(wire.deserialize(frame.error)));
    else waiting.resolve("result" in frame ? dataOf(frame.result) : undefined);
  }

  #watch(socket: WebSocket): void {
    if (this.#watched.has(socket)) return;
    this.#watched.add(socket);
    socket.addEventListener("close", () => {
      for (const [id, waiting] of this.#waiting) {
        if (waiting.socket !== socket) continue;
        this.#waiting.delete(id);
        waiting.reject(new PilothouseError({ kind: "unavailable", message: "the connection was lost", retryable: true }));
      }
    });
  }
}

function dataOf(result: unknown): unknown {
  return typeof result === "object" && result !== null && "data" in result ? wire.deserialize(result.data) : undefined;
}
