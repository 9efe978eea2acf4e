import type { SealedStore } from "../vault/sealed-stores.ts";
import { aboutSigningKey } from "./live-key.ts";

export const sealedSigningKeys: SealedStore = {
  // Whoever has lost the master keys gets new ones of these: no reason to lock the ring.
  any: async () => false,
  rewrap: (db, ring) =>
    db.transaction().execute(async (trx) => {
      const rows = await trx.selectFrom("signingKeys").select(["id", "sealed"]).execute();
      for (const row of rows) {
        const sealed = ring.rewrap(row.sealed, aboutSigningKey(row));
        await trx.updateTable("signingKeys").set({ sealed }).where("id", "=", row.id).execute();
      }
      return rows.length;
    }),
};
