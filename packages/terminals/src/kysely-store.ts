import { TerminalCare } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Kysely, Selectable, Updateable } from "kysely";
import type { RunnerFacts, TerminalRecord } from "./record.ts";
import type { TerminalStore } from "./store.ts";

type Row = Selectable<Database["terminals"]>;

/** Terminal records in the `terminals` table. */
export function kyselyStore(db: Kysely<Database>): TerminalStore {
  const get = async (id: string) => {
    const row = await db.selectFrom("terminals").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toRecord(row);
  };
  return {
    get,
    insertWithin: (record, limit) =>
      db.transaction().execute(async (tx) => {
        const { running } = await tx
          .selectFrom("terminals")
          .select((row) => row.fn.countAll<number | string>().as("running"))
          .where("ownerId", "=", record.ownerId)
          .where("status", "=", "running")
          .executeTakeFirstOrThrow();
        if (Number(running) >= limit) return false;
        await tx.insertInto("terminals").values(toRow(record)).execute();
        return true;
      }),
    listOwned: async (ownerId, status) => {
      const all = db.selectFrom("terminals").selectAll().where("ownerId", "=", ownerId);
      const rows = await (status ? all.where("status", "=", status) : all).orderBy("id", "desc").execute();
      return rows.map(toRecord);
    },
    listRunning: async (runnerId) => {
      const running = db.selectFrom("terminals").selectAll().where("runnerId", "=", runnerId).where("status", "=", "running");
      return (await running.execute()).map(toRecord);
    },
    update: async (id, change) => {
      await db.updateTable("terminals").set(changedColumns(change)).where("id", "=", id).execute();
      return get(id);
    },
    remove: async (id) => {
      await db.deleteFrom("terminals").where("id", "=", id).execute();
    },
  };
}

function toRecord({ exitAt, exitCode, exitSignal, command, care, ...row }: Row): TerminalRecord {
  return {
    ...row,
    command: JSON.parse(command),
    care: TerminalCare.parse(JSON.parse(care)),
    exit: exitAt === null ? null : { at: exitAt, code: exitCode, signal: exitSignal },
  };
}

function toRow({ exit, command, care, ...record }: TerminalRecord): Row {
  return { ...record, command: JSON.stringify(command), care: JSON.stringify(care), ...exitColumns(exit) };
}

function exitColumns(exit: TerminalRecord["exit"]) {
  return { exitAt: exit?.at ?? null, exitCode: exit?.code ?? null, exitSignal: exit?.signal ?? null };
}

function changedColumns(change: Partial<RunnerFacts> | { readonly title: string }): Updateable<Database["terminals"]> {
  if ("title" in change) return { title: change.title };
  const { exit, command, care, ...rest } = change;
  return {
    ...rest,
    ...(command && { command: JSON.stringify(command) }),
    ...(care && { care: JSON.stringify(care) }),
    ...(exit !== undefined && exitColumns(exit)),
  };
}
