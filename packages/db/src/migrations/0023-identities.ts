import type { Migration } from "../migration.ts";

export const identities: Migration = {
  name: "0023-identities",
  async up(db) {
    await db.schema
      .createTable("user_identities")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("issuer", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("email", "text")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("last_used_at", "bigint", (column) => column.notNull())
      .addColumn("role_at", "bigint", (column) => column.notNull())
      .addUniqueConstraint("user_identities_subject", ["issuer", "subject"])
      .execute();
    await db.schema.createIndex("user_identities_user_id").on("user_identities").column("user_id").execute();
  },
};
