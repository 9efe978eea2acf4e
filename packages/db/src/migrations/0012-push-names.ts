import type { Migration } from "../migration.ts";

export const pushNames: Migration = {
  name: "0012-push-names",
  async up(db) {
    await db.schema
      .alterTable("push_devices")
      .addColumn("name", "text", (column) => column.notNull().defaultTo(""))
      .execute();
  },
};
