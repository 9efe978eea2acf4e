import type { ApiKey, ApiKeyGrant, CreateApiKey, RotatedVault, UpdateApiKey, VaultStatus } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { createApiKey } from "./create-api-key.ts";
import { deleteApiKey } from "./delete-api-key.ts";
import { grantApiKeys } from "./grant-api-keys.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { rotateVault } from "./rotate-vault.ts";
import { updateApiKey } from "./update-api-key.ts";

/** Keys of other services, each user's own. Each verb is documented where it is written. */
export interface Vault {
  /** For everyone: whether it works. */
  status(): VaultStatus;
  list(actor: Actor): Promise<ApiKey[]>;
  create(actor: Actor, input: CreateApiKey): Promise<ApiKey>;
  update(actor: Actor, input: UpdateApiKey): Promise<ApiKey>;
  delete(actor: Actor, id: string): Promise<void>;
  rotate(actor: Actor): Promise<RotatedVault>;
  /** Not for clients: the keys themselves. */
  grant(actor: Actor, grants: readonly ApiKeyGrant[]): Promise<Record<string, string>>;
}

export function openVault(core: Pick<Core, "db" | "clock" | "ring">): Vault {
  let rotating = false;
  return {
    status: () => ({ locked: core.ring.locked }),
    list: (actor) => listApiKeys(core, actor),
    create: (actor, input) => createApiKey(core, actor, input),
    update: (actor, input) => updateApiKey(core, actor, input),
    delete: (actor, id) => deleteApiKey(core, actor, id),
    grant: (actor, grants) => grantApiKeys(core, actor, grants),
    rotate: async (actor) => {
      if (rotating) throw new Fault("conflict", "the master key is being changed already");
      rotating = true;
      try {
        return await rotateVault(core, actor);
      } finally {
        rotating = false;
      }
    },
  };
}
