import type { Migration } from "../migration.ts";

/** Tokens that are there already keep all that they could do. */
export const roles: Migration = {
  name: "0016-roles",
  async up(db) {
    await db.schema
      .alterTable("api_tokens")
      .addColumn("scope", "text", (column) => column.notNull().defaultTo("admin"))
      .execute();
  },
};
