import type { Source, SourceOwner } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** Folders whose transcripts are read. For administrators; everyone else is answered with `forbidden`. */
export interface Sources {
  list(options?: CallOptions): Promise<Source[]>;
  /** Makes what is in a folder somebody's, or with `null` nobody's. Asks for a sign-in: an API token is refused. */
  assign(id: string, owner: SourceOwner | null, options?: CallOptions): Promise<Source>;
}

export function sourcesResource(caller: Caller): Sources {
  return {
    list: (options) => caller.query((api, call) => api.sources.list.query(undefined, call), options),
    assign: (id, owner, options) => caller.mutation((api, call) => api.sources.assign.mutate({ id, owner }, call), options),
  };
}
