import type { AttachEvent } from "@pilothouse/contracts";
import { encodeOnce } from "@pilothouse/contracts/wire";
import { type Place, placeId } from "./place.ts";
import type { ReadRequest, ReadResult, TerminalHost } from "./port.ts";

export interface NumberedEvent {
  readonly id: string;
  readonly event: AttachEvent;
}

/** What a viewer is sent for one item; `event` is `null` for an item that is not told. */
interface PieceItem {
  readonly place: Place;
  readonly event: NumberedEvent | null;
  readonly isExit: boolean;
}

export interface Piece {
  /** One past the newest byte that is known. */
  readonly endOffset: number;
  readonly items: readonly PieceItem[];
}

interface Shared {
  readonly maxBytes: number;
  readonly result: Promise<Omit<Piece, "endOffset">>;
  readonly abort: AbortController;
  readers: number;
}

/** Pieces that stay at hand for viewers which are a moment behind. */
const KEPT = 4;

/** A terminal's output for all its viewers: those at the same place share one question to the runner, and its answer. */
export class Pieces {
  readonly #shared = new Map<string, Shared>();
  #end = 0;

  /** Waits until there is something behind the request's cursor. Viewers get the very same items. */
  async read(host: Pick<TerminalHost, "read">, request: ReadRequest, signal: AbortSignal): Promise<Piece> {
    signal.throwIfAborted();
    const key = placeId(request);
    const there = this.#shared.get(key);
    const shared = there && there.maxBytes <= request.maxBytes ? there : this.#ask(key, host, request);
    const { items } = await this.#join(key, shared, signal);
    return { items, endOffset: this.#end };
  }

  #ask(key: string, host: Pick<TerminalHost, "read">, request: ReadRequest): Shared {
    const abort = new AbortController();
    const result = host.read(request, abort.signal).then((answer) => {
      this.#end = Math.max(this.#end, answer.endOffset);
      return { items: answer.items.map((entry) => pieceItem(request.epoch, entry)) };
    });
    const shared: Shared = { maxBytes: request.maxBytes, result, abort, readers: 0 };
    result.catch(() => this.#forget(key, shared));
    this.#shared.delete(key);
    this.#shared.set(key, shared);
    for (const [oldest] of this.#shared) {
      if (this.#shared.size <= KEPT) break;
      this.#shared.delete(oldest);
    }
    return shared;
  }

  /** A reader that leaves ends the question only when nobody else waits for its answer. */
  #join(key: string, shared: Shared, signal: AbortSignal): Shared["result"] {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<Shared["result"]>>();
    shared.readers += 1;
    const leave = () => {
      reject(signal.reason);
      shared.readers -= 1;
      if (shared.readers > 0) return;
      this.#forget(key, shared);
      shared.abort.abort();
    };
    const stay = () => signal.removeEventListener("abort", leave);
    signal.addEventListener("abort", leave, { once: true });
    void shared.result.then(resolve, reject).finally(stay);
    return promise;
  }

  #forget(key: string, shared: Shared): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}

function pieceItem(epoch: string, { item, next }: ReadResult["items"][number]): PieceItem {
  const place = { epoch, cursor: next };
  const event = item.type === "mark" ? null : { id: placeId(place), event: encodeOnce({ ...item, epoch }) };
  return { place, event, isExit: item.type === "exit" };
}
