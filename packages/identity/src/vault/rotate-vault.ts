import type { RotatedVault } from "@pilothouse/contracts";
import type { ApiKeysTable, Database } from "@pilothouse/db";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { recordAudit } from "../audit/record-audit.ts";
import { byActor } from "../audit/who.ts";
import type { Core } from "../core.ts";
import { requireAdmin } from "../users.ts";
import { aboutApiKey } from "./api-key-rows.ts";
import type { KeyRing } from "./key-ring.ts";

const PIECE = 50;

/**
 * Makes a new master key, seals everything with it and drops the old ones, while all of it can be read. Run again after it
 * broke off, it starts anew. Fault `forbidden` for anyone but an administrator, `unavailable` when the vault is locked,
 * `conflict` when a key does not open: nothing is dropped then.
 */
export async function rotateVault({ db, clock, ring }: Pick<Core, "db" | "clock" | "ring">, actor: Actor): Promise<RotatedVault> {
  requireAdmin(actor);
  await db
    .transaction()
    .execute((trx) => recordAudit(trx, { at: clock.now(), who: byActor(actor), action: "vault.rotate", result: "begun" }));
  const version = await ring.addKey();
  let rewrapped = 0;
  for (let last = ""; ;) {
    const ids = await rewrapPiece(db, ring, last);
    rewrapped += ids.length;
    last = ids.at(-1) ?? last;
    if (ids.length < PIECE) break;
  }
  await ring.dropOldKeys();
  await db
    .transaction()
    .execute((trx) =>
      recordAudit(trx, { at: clock.now(), who: byActor(actor), action: "vault.rotate", after: { version, rewrapped } }),
    );
  return { version, rewrapped };
}

function rewrapPiece(db: Kysely<Database>, ring: KeyRing, after: string): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx.selectFrom("apiKeys").selectAll().where("id", ">", after).orderBy("id").limit(PIECE).execute();
    for (const row of rows) {
      const sealed = rewrap(ring, row);
      await trx.updateTable("apiKeys").set({ sealed }).where("id", "=", row.id).execute();
    }
    return rows.map(({ id }) => id);
  });
}

function rewrap(ring: KeyRing, row: ApiKeysTable): string {
  try {
    return ring.rewrap(row.sealed, aboutApiKey(row));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const whose = `the key ${row.name} of user ${row.ownerId} does not open`;
    throw new Fault("conflict", `${whose}; restore its master key, or let its owner delete it; no master key was dropped`);
  }
}
