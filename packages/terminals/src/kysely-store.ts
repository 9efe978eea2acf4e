import {
  AgentSession,
  ApiKeyGrants,
  TerminalActivity,
  TerminalAttention,
  TerminalCare,
  TerminalResume,
} from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import type { Kysely, Selectable, Updateable } from "kysely";
import { kyselyWriters } from "./audit/kysely-writers.ts";
import type { Possession } from "./possessions.ts";
import type { TerminalRecord } from "./record.ts";
import { kyselyShares } from "./shares/kysely-shares.ts";
import type { RecordChange, TerminalStore } from "./store.ts";

type Row = Selectable<Database["terminals"]>;

/** Terminal records in the `terminals` table. */
export function kyselyStore(db: Kysely<Database>): TerminalStore {
  const get = async (id: string) => {
    const row = await db.selectFrom("terminals").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toRecord(row);
  };
  return {
    ...kyselyWriters(db),
    ...kyselyShares(db),
    get,
    insertWithin: (record, limit) =>
      db.transaction().execute(async (tx) => {
        const { running } = await tx
          .selectFrom("terminals")
          .select((row) => row.fn.countAll<number | string>().as("running"))
          .where("ownerId", "=", record.ownerId)
          .where("status", "=", "running")
          // Who has left a team cannot close what it kept.
          .where(({ eb, or, selectFrom }) =>
            or([
              eb("teamId", "is", null),
              eb("teamId", "in", selectFrom("teamMembers").select("teamId").where("userId", "=", record.ownerId)),
            ]),
          )
          .executeTakeFirstOrThrow();
        if (Number(running) >= limit) return "too many";
        if (!(await isInTeam(tx, record))) return "not in its team";
        await tx.insertInto("terminals").values(toRow(record)).execute();
        return "added";
      }),
    listMade: async (ownerId, status) => {
      const all = db.selectFrom("terminals").selectAll().where("ownerId", "=", ownerId);
      const rows = await (status ? all.where("status", "=", status) : all).orderBy("id", "desc").execute();
      return rows.map(toRecord);
    },
    listHeld: async ({ userId, teams }, status) => {
      const own = db.selectFrom("terminals").selectAll().where("ownerId", "=", userId).where("teamId", "is", null);
      const ofTeams = db
        .selectFrom("terminals")
        .selectAll()
        .where("teamId", "in", [...teams.keys()]);
      const all = db.selectFrom((teams.size > 0 ? own.unionAll(ofTeams) : own).as("held")).selectAll();
      const rows = await (status ? all.where("status", "=", status) : all).orderBy("id", "desc").execute();
      return rows.map(toRecord);
    },
    listRunning: async (runnerId) => {
      const running = db.selectFrom("terminals").selectAll().where("runnerId", "=", runnerId).where("status", "=", "running");
      return (await running.execute()).map(toRecord);
    },
    listEnded: async (runnerId) => {
      const ended = db.selectFrom("terminals").selectAll().where("runnerId", "=", runnerId).where("status", "!=", "running");
      return (await ended.orderBy("exitAt").orderBy("id").execute()).map(toRecord);
    },
    update: async (id, change) => {
      await db.updateTable("terminals").set(changedColumns(change)).where("id", "=", id).execute();
      return get(id);
    },
    remove: (id) => db.deleteFrom("terminals").where("id", "=", id).returning(["ownerId", "teamId"]).executeTakeFirst(),
  };
}

/** Asked in the transaction, as somebody may have been taken out of the team since it was asked first. */
async function isInTeam(tx: Kysely<Database>, { ownerId, teamId }: Possession): Promise<boolean> {
  if (teamId === null) return true;
  const members = tx.selectFrom("teamMembers").select("userId").where("teamId", "=", teamId).where("userId", "=", ownerId);
  return (await members.executeTakeFirst()) !== undefined;
}

function toRecord({ exitAt, exitCode, exitSignal, command, care, resume, apiKeys, ...row }: Row): TerminalRecord {
  return {
    ...row,
    activity: row.activity === null ? untold(row) : TerminalActivity.parse(JSON.parse(row.activity)),
    attention: row.attention === null ? null : TerminalAttention.parse(JSON.parse(row.attention)),
    agentSession: row.agentSession === null ? null : AgentSession.parse(JSON.parse(row.agentSession)),
    command: JSON.parse(command),
    apiKeys: ApiKeyGrants.parse(JSON.parse(apiKeys)),
    care: TerminalCare.parse(JSON.parse(care)),
    resume: resume === null ? null : TerminalResume.parse(JSON.parse(resume)),
    exit: exitAt === null ? null : { at: exitAt, code: exitCode, signal: exitSignal },
  };
}

/** What is to be said of a terminal that is older than the question. */
function untold({ status, createdAt }: Pick<Row, "status" | "createdAt">): TerminalActivity {
  return { state: status === "running" ? "unknown" : "exited", since: createdAt, source: "process", message: null };
}

function toRow({ exit, command, care, activity, attention, agentSession, resume, apiKeys, ...record }: TerminalRecord): Row {
  const json = {
    apiKeys: JSON.stringify(apiKeys),
    command: JSON.stringify(command),
    care: JSON.stringify(care),
    activity: JSON.stringify(activity),
  };
  const nullable = { attention: orNull(attention), agentSession: orNull(agentSession), resume: orNull(resume) };
  return { ...record, ...json, ...nullable, ...exitColumns(exit) };
}

function orNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function exitColumns(exit: TerminalRecord["exit"]) {
  return { exitAt: exit?.at ?? null, exitCode: exit?.code ?? null, exitSignal: exit?.signal ?? null };
}

function changedColumns(change: RecordChange): Updateable<Database["terminals"]> {
  if ("title" in change) return { title: change.title };
  if ("teamId" in change) return { teamId: change.teamId };
  const { exit, command, care, activity, attention, agentSession, resume, ...rest } = change;
  return {
    ...rest,
    ...(command && { command: JSON.stringify(command) }),
    ...(activity && { activity: JSON.stringify(activity) }),
    ...(attention !== undefined && { attention: orNull(attention) }),
    ...(agentSession && { agentSession: JSON.stringify(agentSession) }),
    ...(care && { care: JSON.stringify(care) }),
    ...(resume !== undefined && { resume: orNull(resume) }),
    ...(exit !== undefined && exitColumns(exit)),
  };
}
