import type { Migration } from "../migration.ts";

export const preferences: Migration = {
  name: "0010-preferences",
  async up(db) {
    await db.schema
      .createTable("preferences")
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("revision", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("preferences_pk", ["user_id", "name"])
      .execute();
  },
};
