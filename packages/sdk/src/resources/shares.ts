import type { CreatedShare, CreateShare, OpenedShare, Share } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";

/** Links by which people without an account may look at a terminal, and do nothing else. */
export interface Shares {
  /** Its address is `<server>/s#<token>`; the token is not shown again. It ends with the caller's sign-in or API token, when that is revoked. */
  create(input: CreateShare, options?: CreateOptions): Promise<CreatedShare>;
  /** The links to a terminal that hold, newest first. */
  list(terminalId: string, options?: CallOptions): Promise<Share[]>;
  /** Whoever looks through it is sent away. */
  revoke(id: string, options?: CallOptions): Promise<void>;
  /** For anyone who has a link's token. The answer's `ticket` is what `createClient` takes as `token`, for a minute, to attach that terminal. */
  open(token: string, options?: CallOptions): Promise<OpenedShare>;
}

export function sharesResource(caller: Caller): Shares {
  return {
    create: (input, options) => caller.mutation((api, call) => api.terminals.shares.create.mutate(input, call), options),
    list: (terminalId, options) => caller.query((api, call) => api.terminals.shares.list.query({ terminalId }, call), options),
    revoke: (id, options) => caller.mutation((api, call) => api.terminals.shares.revoke.mutate({ id }, call), options),
    open: (token, options) =>
      caller.mutation((api, call) => api.terminals.shares.open.mutate({ token }, call), { ...options, anonymous: true }),
  };
}
