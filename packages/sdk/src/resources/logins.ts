import type { ListLogins, Login } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** Where somebody is signed in. */
export interface Logins {
  /** One's own, the last seen first; administrators may name another user. */
  list(filter?: ListLogins, options?: CallOptions): Promise<Login[]>;
  /** Signs that device out at once. Administrators may do so to anybody. */
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function loginsResource(caller: Caller): Logins {
  return {
    list: (filter, options) => caller.query((api, call) => api.auth.logins.list.query(filter, call), options),
    revoke: (id, options) => caller.mutation((api, call) => api.auth.logins.revoke.mutate({ id }, call), options),
  };
}
