import type { Migration } from "../migration.ts";

export const settings: Migration = {
  name: "0002-settings",
  async up(db) {
    await db.schema
      .createTable("settings")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
  },
};
