import type { ConnectedSignIn } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** Who one is at providers of identities. They are connected in a browser. */
export interface ConnectedSignIns {
  list(options?: CallOptions): Promise<ConnectedSignIn[]>;
  /** Nobody signs in by it any more. Needs a sign-in, and another way in. */
  unlink(id: string, options?: CallOptions): Promise<void>;
}

export function connectedSignInsResource(caller: Caller): ConnectedSignIns {
  return {
    list: (options) => caller.query((api, call) => api.auth.sso.list.query(undefined, call), options),
    unlink: (id, options) => caller.mutation((api, call) => api.auth.sso.unlink.mutate({ id }, call), options),
  };
}
