import type { RotatedVault } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { requireAdmin } from "../users.ts";
import { SEALED_STORES } from "./sealed-stores.ts";

/**
 * Makes a new master key, seals everything with it and drops the old ones, while all of it can be read. Run again after it
 * broke off, it starts anew. Fault `forbidden` for anyone but an administrator, `unavailable` when the vault is locked,
 * `conflict` when a key does not open: nothing is dropped then.
 */
export async function rotateVault({ db, clock, ring }: Pick<Core, "db" | "clock" | "ring">, actor: Actor): Promise<RotatedVault> {
  requireAdmin(actor);
  const act = { who: byActor(actor), action: "vault.rotate" };
  await db.transaction().execute((trx) => recordAudit(trx, { ...act, at: clock.now(), result: "begun" }));
  const version = await ring.addKey();
  let rewrapped = 0;
  for (const store of SEALED_STORES) rewrapped += await store.rewrap(db, ring);
  await ring.dropOldKeys();
  const after = { version, rewrapped };
  await db.transaction().execute((trx) => recordAudit(trx, { ...act, at: clock.now(), after }));
  return { version, rewrapped };
}
