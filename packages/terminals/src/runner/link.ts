import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Fault, type Logger, messageOf } from "@pilothouse/platform";
import type { RunnerTerminal } from "../port.ts";
import { FrameError, FrameReader } from "./frame.ts";
import {
  cancelFrame,
  type Frame,
  Hello,
  helloFrame,
  OLDEST_PROTOCOL,
  parseFrame,
  parseHello,
  PROTOCOL,
  requestFrame,
  RunnerHello,
} from "./frames.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import type { Answer, Method } from "./methods.ts";
import { Outbox } from "./outbox.ts";

/** The connection ended before the answer came: whether the call was carried out is unknown. */
export class LinkLost extends Error {
  override readonly name = "LinkLost";
}

/** A piece of output and what is around it fit into one read, mostly. */
const READ_BYTES = 128 * 1024;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One connection to a runner, from its hello to its end. */
export class Link {
  readonly hello: RunnerHello;
  /** Resolves when the connection is over. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #outbox: Outbox;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(socket: Socket, outbox: Outbox, hello: RunnerHello) {
    this.hello = hello;
    this.#socket = socket;
    this.#outbox = outbox;
    this.closed = new Promise((resolve) => {
      socket.once("close", () => {
        const lost = new LinkLost("the connection to the runner ended");
        for (const { reject } of this.#pending.values()) reject(lost);
        this.#pending.clear();
        resolve();
      });
    });
  }

  /**
   * Rejects with the runner's Fault, with LinkLost, or with the reason of `signal`, in which case the runner stops too.
   * The answer is taken as typed: its sender is this program's own code, run by this user, in the same protocol.
   */
  call<M extends Method>(method: M, input: readonly unknown[], signal?: AbortSignal): Promise<Answer<M>> {
    if (this.#socket.destroyed) return Promise.reject(new LinkLost("the connection to the runner ended"));
    signal?.throwIfAborted();
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      const settle = () => {
        this.#pending.delete(id);
        signal?.removeEventListener("abort", onAbort);
      };
      const onAbort = () => {
        settle();
        this.#outbox.send(cancelFrame(id));
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#pending.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as Answer<M>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.#outbox.send(requestFrame(id, method, input));
    });
  }

  /** For the connection's reader only. */
  receive(frame: Frame): void {
    // An answer that nobody waits for crossed with its cancellation.
    if (frame.type === "result") this.#pending.get(frame.id)?.resolve(frame.value);
    else if (frame.type === "fault") this.#pending.get(frame.id)?.reject(frame.fault);
    else throw new FrameError("a frame is out of place");
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** The protocol first: what else a hello of another protocol says is unknown. */
function acceptHello(value: unknown): RunnerHello {
  const { protocol, pid } = parseHello(Hello, value);
  if (protocol >= OLDEST_PROTOCOL && protocol <= PROTOCOL) return parseHello(RunnerHello, value);
  const message =
    `the runner (pid ${pid}) speaks protocol ${protocol} and this server ${OLDEST_PROTOCOL} to ${PROTOCOL}; ` +
    `its terminals go on out of reach, and "pilothouse runner stop" ends them`;
  throw new Fault("unavailable", message, { runnerProtocol: protocol, serverProtocol: PROTOCOL });
}

/**
 * Connects to a runner's socket and exchanges hellos. Throws a Fault `unavailable` when the runner speaks another
 * protocol, and the system's error when nobody listens.
 */
export async function openLink(options: {
  readonly path: string;
  readonly log: Logger;
  readonly onChange?: (terminal: RunnerTerminal) => void;
}): Promise<Link> {
  // What is read lands in the same memory each time: fresh memory for every piece of output keeps the collector busy.
  const onread = {
    buffer: new Uint8Array(READ_BYTES),
    callback: (length: number, buffer: Uint8Array) => take(buffer.subarray(0, length)),
  };
  const socket = connect({ path: options.path, onread });
  await once(socket, "connect");
  const outbox = new Outbox(socket);

  let link: Link | null = null;
  const greeting = Promise.withResolvers<Link>();
  const receive = (frame: Frame): void => {
    // Typed for the same reason as an answer.
    if (frame.type === "change") options.onChange?.(frame.terminal as RunnerTerminal);
    else if (link) link.receive(frame);
    else if (frame.type !== "hello") throw new FrameError("the first frame is no hello");
    else greeting.resolve((link = greet(frame.hello)));
  };
  /** The runner speaks first, and we in its protocol: one that is older than this server goes on being served. */
  const greet = (value: unknown): Link => {
    const hello = acceptHello(value);
    outbox.send(helloFrame({ protocol: hello.protocol, pid: process.pid }));
    return new Link(socket, outbox, hello);
  };
  const reader = new FrameReader(RUNNER_LIMITS.replyBytes, (message) => receive(parseFrame(message)));
  socket.setTimeout(RUNNER_LIMITS.helloMs, () => socket.destroy(new LinkLost("the runner did not say hello")));
  function take(chunk: Uint8Array): boolean {
    if (socket.destroyed) return false;
    try {
      reader.push(chunk);
    } catch (error) {
      if (link) options.log.error({ reason: messageOf(error) }, "the connection to the runner is given up");
      greeting.reject(error);
      socket.destroy();
    }
    return !socket.destroyed;
  }
  socket.on("error", (error) => greeting.reject(error));
  socket.on("close", () => greeting.reject(new LinkLost("the runner hung up")));
  const opened = await greeting.promise;
  socket.setTimeout(0);
  return opened;
}
