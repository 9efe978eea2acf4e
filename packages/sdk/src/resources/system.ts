import type { Backup } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** The server itself. For administrators; everyone else is answered with `forbidden`. */
export interface System {
  /** Copies the database on the server's machine, while it goes on being used. Keys are not in it. */
  backup(options?: CallOptions): Promise<Backup>;
  /** The copies that are there, newest first. */
  backups(options?: CallOptions): Promise<Backup[]>;
}

export function systemResource(caller: Caller): System {
  return {
    backup: (options) => caller.mutation((api, call) => api.system.backup.mutate(undefined, call), options),
    backups: (options) => caller.query((api, call) => api.system.backups.query(undefined, call), options),
  };
}
