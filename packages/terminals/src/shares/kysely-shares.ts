import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import type { ShareStore } from "./share-store.ts";

/** Share links in the `terminal_shares` table. */
export function kyselyShares(db: Kysely<Database>): ShareStore {
  const all = () => db.selectFrom("terminalShares").selectAll().orderBy("id", "desc");
  return {
    addShare: (record, limit) =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom("terminalShares").where("expiresAt", "<=", record.createdAt).execute();
        const { count } = await tx
          .selectFrom("terminalShares")
          .select(({ fn }) => fn.countAll<number | string>().as("count"))
          .where("terminalId", "=", record.terminalId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= limit) return false;
        await tx.insertInto("terminalShares").values(record).execute();
        return true;
      }),
    share: (id) => all().where("id", "=", id).executeTakeFirst(),
    sharesOf: (terminalId) => all().where("terminalId", "=", terminalId).execute(),
    sharesOfOwner: (ownerId) => all().where("ownerId", "=", ownerId).execute(),
    removeShare: async (id) => {
      await db.deleteFrom("terminalShares").where("id", "=", id).execute();
    },
  };
}
