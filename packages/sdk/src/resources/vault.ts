import type { RotatedVault, VaultStatus } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";

/** What seals the keys of other services. */
export interface Vault {
  /** Whether it works; keys cannot be kept or given to terminals while it is locked. */
  status(options?: CallOptions): Promise<VaultStatus>;
  /**
   * Seals everything with a new master key and drops the old ones; meanwhile all of it can be read. For administrators;
   * everyone else is answered with `forbidden`.
   */
  rotate(options?: CallOptions): Promise<RotatedVault>;
}

export function vaultResource(caller: Caller): Vault {
  return {
    status: (options) => caller.query((api, call) => api.vault.status.query(undefined, call), options),
    rotate: (options) => caller.mutation((api, call) => api.vault.rotate.mutate(undefined, call), options),
  };
}
