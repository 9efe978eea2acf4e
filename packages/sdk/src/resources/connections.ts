import type { Connection, ConnectionsStatus } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** Who is connected. For administrators; everyone else is answered with `forbidden`. */
export interface Connections {
  status(options?: CallOptions): Promise<ConnectionsStatus>;
  list(options?: CallOptions): Promise<Connection[]>;
}

export function connectionsResource(caller: Caller): Connections {
  return {
    status: (options) => caller.query((api, call) => api.connections.status.query(undefined, call), options),
    list: (options) => caller.query((api, call) => api.connections.list.query(undefined, call), options),
  };
}
