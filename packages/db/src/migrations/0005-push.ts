import type { Migration } from "../migration.ts";

export const push: Migration = {
  name: "0005-push",
  async up(db) {
    await db.schema
      .createTable("push_devices")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("endpoint", "text", (column) => column.notNull().unique())
      .addColumn("p256dh", "text", (column) => column.notNull())
      .addColumn("auth", "text", (column) => column.notNull())
      .addColumn("login_id", "text")
      .addColumn("token_id", "text")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("push_devices_user_id").on("push_devices").column("user_id").execute();
  },
};
