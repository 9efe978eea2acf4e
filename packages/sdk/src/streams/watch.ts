import type { PilothouseError } from "../error.ts";
import type { CallOptions } from "../options.ts";
import type { Socket } from "./socket.ts";
import { SteadySubscription, type SubscriptionCallbacks } from "./steady-subscription.ts";

/** With more events than these waiting for a slow loop, the server is asked for the rest once it has taken them. */
const MOST_WAITING = 200;

export interface WatchOptions<T> extends CallOptions {
  readonly socket: Socket;
  /** Behind the event with that id, the last that came; `null`: none has. */
  subscribe(callbacks: SubscriptionCallbacks<T>, lastEventId: string | null): { unsubscribe(): void };
  /** Which waiting events a new one makes pointless. */
  replaces(next: T, waiting: T): boolean;
}

/** Events over any number of lost connections, until the loop is left or `signal` is aborted. */
export async function* watch<T>({ socket, subscribe, replaces, signal }: WatchOptions<T>): AsyncGenerator<T, undefined> {
  let waiting: T[] = [];
  let wake = Promise.withResolvers<void>();
  let lastEventId: string | null = null;
  let isBehind = false;
  let end: { readonly error: PilothouseError | null } | null = null;
  const stop = (error: PilothouseError | null) => {
    end ??= { error };
    wake.resolve();
  };
  const onAbort = () => stop(null);
  signal?.addEventListener("abort", onAbort, { once: true });
  const stream = new SteadySubscription<T>({
    socket,
    subscribe: (callbacks) => subscribe(callbacks, lastEventId),
    onEvent: (id, event) => {
      if (isBehind) return;
      lastEventId = id;
      stream.accepted();
      waiting = [...waiting.filter((old) => !replaces(event, old)), event];
      isBehind = waiting.length >= MOST_WAITING;
      wake.resolve();
    },
    onState: () => undefined,
    onEnd: stop,
  });
  if (signal?.aborted) stop(null);
  try {
    while (true) {
      await wake.promise;
      wake = Promise.withResolvers();
      const events = waiting;
      waiting = [];
      yield* events;
      if (end) return failOr(end);
      if (isBehind && waiting.length === 0) {
        isBehind = false;
        stream.restart();
      }
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    stream.stop();
  }
}

function failOr({ error }: { readonly error: PilothouseError | null }): undefined {
  if (error) throw error;
  return undefined;
}
