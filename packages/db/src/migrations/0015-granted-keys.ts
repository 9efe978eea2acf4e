import type { Migration } from "../migration.ts";

export const grantedKeys: Migration = {
  name: "0015-granted-keys",
  async up(db) {
    await db.schema
      .alterTable("terminals")
      .addColumn("api_keys", "text", (column) => column.notNull().defaultTo("[]"))
      .execute();
  },
};
