import { LIMITS } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Kysely } from "kysely";
import type { WriterStore } from "./writer-store.ts";

/** Writers in the `terminal_writers` table, the newest of each terminal. */
export function kyselyWriters(db: Kysely<Database>, perTerminal: number = LIMITS.writersPerTerminal): WriterStore {
  const of = (terminalId: string) => db.selectFrom("terminalWriters").where("terminalId", "=", terminalId);
  return {
    claimWriter: async (record) => {
      const { terminalId, clientId } = record;
      const add = db.insertInto("terminalWriters").values(record);
      await add.onConflict((conflict) => conflict.columns(["terminalId", "clientId"]).doNothing()).execute();
      const newest = of(terminalId).select("clientId").orderBy("at", "desc").orderBy("clientId", "desc").limit(perTerminal);
      const tooMany = db.deleteFrom("terminalWriters").where("terminalId", "=", terminalId);
      await tooMany.where("clientId", "not in", newest).where("clientId", "!=", clientId).execute();
      return of(terminalId).selectAll().where("clientId", "=", clientId).executeTakeFirstOrThrow();
    },
    writersOf: async (terminalId, clientIds) =>
      clientIds.length === 0 ? [] : of(terminalId).selectAll().where("clientId", "in", clientIds).execute(),
  };
}
