import type { Look, Terminal } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** What needs a person. `Terminal.attention` says why; `terminals.watch` tells of each change. */
export interface Attention {
  /** One's own terminals that need somebody, the one that has waited longest first. */
  list(options?: CallOptions): Promise<Terminal[]>;
  /** Says which terminals a person sees on this device now: they are not told of, and what they had to tell is told. */
  look(look: Look, options?: CallOptions): Promise<void>;
  /** Puts aside what a terminal needs now. */
  dismiss(id: string, options?: CallOptions): Promise<Terminal>;
}

export function attentionResource(caller: Caller): Attention {
  return {
    list: (options) => caller.query((api, call) => api.attention.list.query(undefined, call), options),
    look: (look, options) => caller.mutation((api, call) => api.attention.look.mutate(look, call), options),
    dismiss: (id, options) => caller.mutation((api, call) => api.attention.dismiss.mutate({ id }, call), options),
  };
}
