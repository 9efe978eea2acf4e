import type { HealthCheck, HealthEvent, ReadyCheck } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";
import type { Socket } from "../streams/socket.ts";
import { watch } from "../streams/watch.ts";

export interface Health {
  /** Works without signing in. */
  check(options?: CallOptions): Promise<HealthCheck>;
  /** Whether the server can take work, and what is missing. Works without signing in. */
  ready(options?: CallOptions): Promise<ReadyCheck>;
  /** The newest state, then each change. */
  watch(options?: CallOptions): AsyncIterable<HealthEvent>;
}

export function healthResource(caller: Caller, socket: Socket): Health {
  return {
    check: (options) => caller.query((api, call) => api.health.check.query(undefined, call), { ...options, anonymous: true }),
    ready: (options) => caller.query((api, call) => api.health.ready.query(undefined, call), { ...options, anonymous: true }),
    watch: (options) =>
      watch<HealthEvent>({
        ...options,
        socket,
        subscribe: (callbacks) => socket.api.health.watch.subscribe(undefined, callbacks),
        replaces: () => true,
      }),
  };
}
