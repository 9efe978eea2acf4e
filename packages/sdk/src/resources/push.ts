import type { PushDevice, PushEndpoint, PushKey, PushTest } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** Notifications on one's devices (Web Push) of terminals that need somebody while nobody looks. */
export interface Push {
  /** The key to subscribe a browser with, and which of one's browsers are subscribed. */
  key(options?: CallOptions): Promise<PushKey>;
  /** From now until sign-out, this device is sent notifications. */
  subscribe(device: PushDevice, options?: CallOptions): Promise<void>;
  unsubscribe(device: PushEndpoint, options?: CallOptions): Promise<void>;
  /** Sends one to each of one's devices. */
  test(options?: CallOptions): Promise<PushTest>;
}

export function pushResource(caller: Caller): Push {
  return {
    key: (options) => caller.query((api, call) => api.push.key.query(undefined, call), options),
    subscribe: (device, options) => caller.mutation((api, call) => api.push.subscribe.mutate(device, call), options),
    unsubscribe: (device, options) => caller.mutation((api, call) => api.push.unsubscribe.mutate(device, call), options),
    test: (options) => caller.mutation((api, call) => api.push.test.mutate(undefined, call), options),
  };
}
