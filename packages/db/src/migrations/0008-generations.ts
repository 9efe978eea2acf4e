import type { Migration } from "../migration.ts";

export const generations: Migration = {
  name: "0008-generations",
  async up(db) {
    await db.schema.alterTable("terminals").addColumn("resume", "text").execute();
  },
};
