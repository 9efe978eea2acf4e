import type { Migration } from "../migration.ts";

export const requestRuns: Migration = {
  name: "0025-request-runs",
  async up(db) {
    await db.schema.alterTable("request_keys").addColumn("started_by", "text").execute();
  },
};
