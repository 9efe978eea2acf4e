import type { Migration } from "../migration.ts";

export const requestKeys: Migration = {
  name: "0020-request-keys",
  async up(db) {
    await db.schema
      .createTable("request_keys")
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("key_hash", "text", (column) => column.notNull())
      .addColumn("call", "text", (column) => column.notNull())
      .addColumn("answer", "text")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("request_keys_primary", ["user_id", "key_hash"])
      .execute();
    await db.schema.createIndex("request_keys_created_at").on("request_keys").column("created_at").execute();
  },
};
