import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import type { ShareStore } from "./share-store.ts";

/** Share links in the `terminal_shares` table. */
export function kyselyShares(db: Kysely<Database>): ShareStore {
  /** Those to terminals that their makers have, by the same rule as everywhere. */
  const held = () =>
    db
      .selectFrom("terminalShares")
      .innerJoin("terminals", "terminals.id", "terminalShares.terminalId")
      .leftJoin("teamMembers", (join) =>
        join.onRef("teamMembers.teamId", "=", "terminals.teamId").onRef("teamMembers.userId", "=", "terminalShares.ownerId"),
      )
      .where(({ eb, and, or, ref }) =>
        or([
          eb("teamMembers.userId", "is not", null),
          and([eb("terminals.teamId", "is", null), eb("terminals.ownerId", "=", ref("terminalShares.ownerId"))]),
        ]),
      );
  // Whoever was stopped shows nothing, also when the links could not be removed at that moment.
  const holding = () =>
    held()
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
    removeLostShares: async () => {
      const lost = db.deleteFrom("terminalShares").where("id", "not in", held().select("terminalShares.id"));
      return (await lost.returning("id").execute()).map(({ id }) => id);
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
