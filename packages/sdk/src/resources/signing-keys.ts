import type { SigningKey } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** The keys of access tokens. For administrators; everyone else is answered with `forbidden`. */
export interface SigningKeys {
  /** The one that signs comes first; the others verify until what they have signed has ended. */
  list(options?: CallOptions): Promise<SigningKey[]>;
  /** Makes a new key, which signs from now on. Nobody notices. */
  rotate(options?: CallOptions): Promise<SigningKey>;
  /** Ends at once what this key has signed; clients get new access tokens for their refresh tokens. */
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function signingKeysResource(caller: Caller): SigningKeys {
  return {
    list: (options) => caller.query((api, call) => api.signingKeys.list.query(undefined, call), options),
    rotate: (options) => caller.mutation((api, call) => api.signingKeys.rotate.mutate(undefined, call), options),
    revoke: (id, options) => caller.mutation((api, call) => api.signingKeys.revoke.mutate({ id }, call), options),
  };
}
