import type { ApiKeysTable, Database } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { aboutApiKey } from "./api-key-rows.ts";
import type { KeyRing } from "./key-ring.ts";
import type { SealedStore } from "./sealed-stores.ts";

const PIECE = 50;

export const sealedApiKeys: SealedStore = {
  any: async (db) => (await db.selectFrom("apiKeys").select("id").limit(1).executeTakeFirst()) !== undefined,
  async rewrap(db, ring) {
    let rewrapped = 0;
    for (let last = ""; ;) {
      const ids = await rewrapPiece(db, ring, last);
      rewrapped += ids.length;
      if (ids.length < PIECE) return rewrapped;
      last = ids.at(-1) ?? last;
    }
  },
};

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
