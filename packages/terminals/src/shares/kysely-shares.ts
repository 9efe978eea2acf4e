import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import type { ShareStore } from "./share-store.ts";

/** Share links in the `terminal_shares` table. */
export function kyselyShares(db: Kysely<Database>): ShareStore {
  // Whoever was stopped shows nothing, also when the links could not be removed at that moment.
  const holding = () =>
    db
      .selectFrom("terminalShares")
      .innerJoin("users", "users.id", "terminalShares.ownerId")
      .leftJoin("logins", "logins.id", "terminalShares.loginId")
      .leftJoin("apiTokens", "apiTokens.id", "terminalShares.tokenId")
      .selectAll("terminalShares")
      .where("users.disabledAt", "is", null)
      .where("logins.revokedAt", "is", null)
      .where("apiTokens.revokedAt", "is", null)
      .orderBy("terminalShares.id", "desc");
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
    share: (id) => holding().where("terminalShares.id", "=", id).executeTakeFirst(),
    sharesOf: (terminalId) => holding().where("terminalShares.terminalId", "=", terminalId).execute(),
    removeShare: async (id) => {
      await db.deleteFrom("terminalShares").where("id", "=", id).execute();
    },
    removeShares: async ({ userId, loginId, tokenId }) => {
      let gone = db.deleteFrom("terminalShares").where("ownerId", "=", userId);
      if (loginId !== undefined) gone = gone.where("loginId", "=", loginId);
      if (tokenId !== undefined) gone = gone.where("tokenId", "=", tokenId);
      const rows = await gone.returning("id").execute();
      return rows.map(({ id }) => id);
    },
  };
}
