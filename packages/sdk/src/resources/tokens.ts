import type { ApiToken, CreateApiToken, CreatedApiToken } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";

/** API tokens of whoever is calling. */
export interface Tokens {
  list(options?: CallOptions): Promise<ApiToken[]>;
  /** The answer's `secret` is what `createClient` takes as `token`; it is not shown again. */
  create(input: CreateApiToken, options?: CreateOptions): Promise<CreatedApiToken>;
  revoke(id: string, options?: CallOptions): Promise<void>;
}

export function tokensResource(caller: Caller): Tokens {
  return {
    list: (options) => caller.query((api, call) => api.tokens.list.query(undefined, call), options),
    create: (input, options) => caller.mutation((api, call) => api.tokens.create.mutate(input, call), options),
    revoke: (id, options) => caller.mutation((api, call) => api.tokens.revoke.mutate({ id }, call), options),
  };
}
