import type { SecondFactorsTable } from "@pilothouse/db";
import { Fault } from "@pilothouse/platform";
import type { KeyRing } from "../vault/key-ring.ts";
import type { SealedStore } from "../vault/sealed-stores.ts";

type Sealed = Pick<SecondFactorsTable, "id" | "userId" | "sealed">;

/** What a sealed secret belongs to: for another user, or an earlier one of the same, it does not open. */
export function aboutSecondFactor({ id, userId }: Pick<Sealed, "id" | "userId">): string {
  return JSON.stringify(["second factor", id, userId]);
}

const PIECE = 50;

export const sealedSecondFactors: SealedStore = {
  any: async (db) => (await db.selectFrom("secondFactors").select("userId").limit(1).executeTakeFirst()) !== undefined,
  async rewrap(db, ring) {
    let rewrapped = 0;
    for (let last = ""; ;) {
      const after = last;
      const rows = await db.transaction().execute(async (trx) => {
        const piece = trx.selectFrom("secondFactors").select(["id", "userId", "sealed"]).where("userId", ">", after);
        const rows = await piece.orderBy("userId").limit(PIECE).execute();
        for (const row of rows) {
          const changed = trx.updateTable("secondFactors").set({ sealed: rewrap(ring, row) });
          await changed.where("userId", "=", row.userId).execute();
        }
        return rows;
      });
      rewrapped += rows.length;
      if (rows.length < PIECE) return rewrapped;
      last = rows.at(-1)?.userId ?? last;
    }
  },
};

function rewrap(ring: KeyRing, row: Sealed): string {
  try {
    return ring.rewrap(row.sealed, aboutSecondFactor(row));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const whose = `the second factor of user ${row.userId} does not open`;
    throw new Fault("conflict", `${whose}; restore its master key, or reset it; no master key was dropped`);
  }
}
