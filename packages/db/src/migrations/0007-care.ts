import type { Migration } from "../migration.ts";

export const care: Migration = {
  name: "0007-care",
  async up(db) {
    await db.schema
      .alterTable("terminals")
      .addColumn("care", "text", (column) => column.notNull().defaultTo("{}"))
      .execute();
  },
};
