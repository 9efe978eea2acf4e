import type { Runner } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

export interface Runners {
  /** The machines that terminals can run on, and the agents found there. */
  list(options?: CallOptions): Promise<Runner[]>;
}

export function runnersResource(caller: Caller): Runners {
  return {
    list: (options) => caller.query((api, call) => api.runners.list.query(undefined, call), options),
  };
}
