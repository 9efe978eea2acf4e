import type { Database } from "@pilothouse/db";
import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { OwnProject } from "../read/sight.ts";
import type { BudgetRecord, OwnStore } from "./own-store.ts";

const Folders = z.array(z.string());
const Parts = z.array(z.number());

/** In the tables `own_projects`, `project_settings`, `budgets` and `transcript_sources`. */
export function kyselyOwnStore(db: Kysely<Database>): OwnStore {
  return {
    projectsOf: async (userId) => {
      const rows = await db.selectFrom("ownProjects").selectAll().where("userId", "=", userId).orderBy("id").execute();
      return rows.map(({ id, name, description, folders, archivedAt }) => {
        return { id, name, description, folders: Folders.parse(JSON.parse(folders)), archivedAt };
      });
    },
    namedBy: async (userId, teamIds) => {
      const rows = await db
        .selectFrom("projectSettings")
        .select(["projectId", "name", "description", "archivedAt"])
        .where((row) => row.or([row("userId", "=", userId), row("teamId", "in", [...teamIds])]))
        .execute();
      return rows.map(({ projectId, ...said }) => ({ id: projectId, ...said }));
    },
    addProject: ({ userId, createdAt, ...project }, limit) =>
      db.transaction().execute(async (tx) => {
        const { count } = await tx
          .selectFrom("ownProjects")
          .select(({ fn }) => fn.countAll<number | string>().as("count"))
          .where("userId", "=", userId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= limit) return false;
        await tx
          .insertInto("ownProjects")
          .values({ userId, createdAt, ...columnsOfProject(project) })
          .execute();
        return true;
      }),
    updateProject: async (userId, project) => {
      const { id, ...columns } = columnsOfProject(project);
      await db.updateTable("ownProjects").set(columns).where("userId", "=", userId).where("id", "=", id).execute();
    },
    deleteProject: async (userId, id) => {
      const gone = await db.deleteFrom("ownProjects").where("userId", "=", userId).where("id", "=", id).executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    putNamed: async ({ id: projectId, ...said }, { userId, teamId }) => {
      const row = { ...said, userId, teamId };
      await db
        .insertInto("projectSettings")
        .values({ projectId, ...row })
        .onConflict((conflict) => conflict.column("projectId").doUpdateSet(row))
        .execute();
    },
    budgets: async (userId) => {
      let rows = db.selectFrom("budgets").selectAll().orderBy("id");
      if (userId !== undefined) rows = rows.where("userId", "=", userId);
      return (await rows.execute()).map(toBudget);
    },
    addBudget: (budget, limit) =>
      db.transaction().execute(async (tx) => {
        const { count } = await tx
          .selectFrom("budgets")
          .select(({ fn }) => fn.countAll<number | string>().as("count"))
          .where("userId", "=", budget.userId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= limit) return false;
        await tx
          .insertInto("budgets")
          .values({ ...budget, alertAt: JSON.stringify(budget.alertAt) })
          .execute();
        return true;
      }),
    updateBudget: async ({ id, ...budget }) => {
      const row = { ...budget, alertAt: JSON.stringify(budget.alertAt) };
      await db.updateTable("budgets").set(row).where("id", "=", id).execute();
    },
    tellBudget: async (known, { alerted, alertedFrom }) => {
      const { id, unit, period, amount, projectId, timeZone, alertAt } = known;
      const told = await db
        .updateTable("budgets")
        .set({ alerted, alertedFrom })
        .where((row) => row.and({ id, unit, period, amount, timeZone, alertAt: JSON.stringify(alertAt) }))
        .where("projectId", "is", projectId)
        .where("alerted", "is", known.alerted)
        .where("alertedFrom", "is", known.alertedFrom)
        .executeTakeFirst();
      return told.numUpdatedRows > 0n;
    },
    deleteBudget: async (userId, id) => {
      const gone = await db.deleteFrom("budgets").where("userId", "=", userId).where("id", "=", id).executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    sources: () => db.selectFrom("transcriptSources").selectAll().execute(),
    putSource: async ({ userId, teamId, ...source }) => {
      await db
        .insertInto("transcriptSources")
        .values({ ...source, userId, teamId })
        .onConflict((conflict) => conflict.columns(["agent", "path"]).doUpdateSet({ userId, teamId }))
        .execute();
    },
    firstAdministrator: async () => {
      const admins = db.selectFrom("users").select("id").where("role", "=", "admin");
      return (await admins.orderBy("createdAt").orderBy("id").limit(1).executeTakeFirst())?.id ?? null;
    },
    isThere: async ({ userId, teamId }) => {
      if (teamId !== null)
        return (await db.selectFrom("teams").select("id").where("id", "=", teamId).executeTakeFirst()) !== undefined;
      if (userId === null) return true;
      return (await db.selectFrom("users").select("id").where("id", "=", userId).executeTakeFirst()) !== undefined;
    },
  };
}

function columnsOfProject({ folders, ...project }: OwnProject) {
  return { ...project, folders: JSON.stringify(folders) };
}

function toBudget({ alertAt, ...row }: Selectable<Database["budgets"]>): BudgetRecord {
  return { ...row, alertAt: Parts.parse(JSON.parse(alertAt)) };
}
