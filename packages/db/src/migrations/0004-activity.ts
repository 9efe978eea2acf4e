import type { Migration } from "../migration.ts";

export const activity: Migration = {
  name: "0004-activity",
  async up(db) {
    for (const column of ["activity", "attention", "agent_session"]) {
      await db.schema.alterTable("terminals").addColumn(column, "text").execute();
    }
  },
};
