import type { RotatedVault } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** For administrators; everyone else is answered with `forbidden`. */
export interface Vault {
  /** Seals everything with a new master key and drops the old ones; meanwhile all of it can be read. */
  rotate(options?: CallOptions): Promise<RotatedVault>;
}

export function vaultResource(caller: Caller): Vault {
  return {
    rotate: (options) => caller.mutation((api, call) => api.vault.rotate.mutate(undefined, call), options),
  };
}
