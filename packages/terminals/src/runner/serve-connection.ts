import type { Socket } from "node:net";
import { Fault, type Logger, messageOf } from "@pilothouse/platform";
import type { RunnerHost } from "../port.ts";
import { readInto } from "../read-into.ts";
import { FrameError, FrameReader } from "./frame.ts";
import {
  changeFrame,
  faultFrame,
  type Frame,
  Hello,
  helloFrame,
  parseFrame,
  parseHello,
  PROTOCOL,
  resultFrame,
  type RunnerHello,
} from "./frames.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import type { Methods } from "./methods.ts";
import { Outbox } from "./outbox.ts";

/** Requests are small; a larger one is read in parts. */
const REQUEST_BYTES = 16 * 1024;

export interface Service {
  readonly host: RunnerHost;
  readonly methods: Methods;
  /** Unanswered requests that one connection may have. */
  readonly maxRequests: number;
  /** Tells the peer about changes of terminals. */
  readonly pushesChanges: boolean;
  readonly hello: () => RunnerHello;
  readonly log: Logger;
}

/** Speaks with one peer until it hangs up. Whatever the peer does wrong ends this connection and nothing else. */
export function serveConnection(service: Service, socket: Socket): void {
  const { host, log } = service;
  const outbox = new Outbox(socket);
  const requests = new Map<number, AbortController>();
  let greeted = false;

  async function answer(id: number, method: string, input: readonly unknown[]): Promise<void> {
    const abort = new AbortController();
    requests.set(id, abort);
    try {
      const run = service.methods.get(method);
      if (!run) throw new Fault("invalid", `the runner has no ${JSON.stringify(method)} here`);
      const value = await run(host, input, abort.signal);
      if (requests.delete(id)) outbox.send(resultFrame(id, value));
    } catch (error) {
      if (requests.delete(id)) outbox.send(faultFrame(id, asFault(error)));
    }
  }

  function asFault(error: unknown): Fault {
    if (error instanceof Fault) return error;
    log.error({ err: error }, "a request failed unexpectedly");
    return new Fault("internal", "the runner failed to do this; its log says why");
  }

  function receive(frame: Frame): void {
    if (!greeted) {
      if (frame.type !== "hello") throw new FrameError("the first frame is no hello");
      greeted = true;
      socket.setTimeout(0);
      // The peer reads our version from our hello and reports the mismatch better than we can.
      if (parseHello(Hello, frame.hello).protocol !== PROTOCOL) socket.end();
      return;
    }
    if (frame.type === "cancel") {
      requests.get(frame.id)?.abort();
      requests.delete(frame.id);
    } else if (frame.type !== "request" || requests.has(frame.id)) {
      throw new FrameError("a frame is out of place");
    } else if (requests.size >= service.maxRequests) {
      const facts = { limit: service.maxRequests };
      outbox.send(faultFrame(frame.id, new Fault("quota", "too many requests wait for the runner", facts)));
    } else {
      void answer(frame.id, frame.method, frame.input);
    }
  }

  const reader = new FrameReader(RUNNER_LIMITS.requestBytes, (message) => receive(parseFrame(message)));
  const stop = service.pushesChanges ? host.onChange((terminal) => outbox.send(changeFrame(terminal))) : () => {};
  socket.setTimeout(RUNNER_LIMITS.helloMs, () => socket.destroy(new Error("the peer did not say hello")));
  readInto(socket, new Uint8Array(REQUEST_BYTES), (chunk) => {
    if (socket.destroyed) return;
    try {
      reader.push(chunk);
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error(messageOf(error)));
    }
  });
  socket.on("error", (error) => log.warn({ reason: error.message }, "a connection to the runner was cut"));
  socket.on("close", () => {
    stop();
    for (const abort of requests.values()) abort.abort();
    requests.clear();
  });
  outbox.send(helloFrame(service.hello()));
}
