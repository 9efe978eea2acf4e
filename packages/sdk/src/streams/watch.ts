import type { PilothouseError } from "../error.ts";
import type { CallOptions } from "../options.ts";
import type { Socket } from "./socket.ts";
import { SteadySubscription, type SubscriptionCallbacks } from "./steady-subscription.ts";

export interface WatchOptions<T> extends CallOptions {
  readonly socket: Socket;
  /** Behind the event with that id, the last that came; `null`: none has. */
  subscribe(callbacks: SubscriptionCallbacks<T>, lastEventId: string | null): { unsubscribe(): void };
  /** Which waiting events a new one makes pointless. Without it a slow loop would collect them without end. */
  replaces(next: T, waiting: T): boolean;
}

/** Events over any number of lost connections, until the loop is left or `signal` is aborted. */
export async function* watch<T>({ socket, subscribe, replaces, signal }: WatchOptions<T>): AsyncGenerator<T, undefined> {
  let waiting: T[] = [];
  let wake = Promise.withResolvers<void>();
  let lastEventId: string | null = null;
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
      lastEventId = id;
      stream.accepted();
      waiting = [...waiting.filter((old) => !replaces(event, old)), event];
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
