import type { Migration } from "../migration.ts";

export const links: Migration = {
  name: "0017-links",
  async up(db) {
    await db.schema
      .createTable("personal_links")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("email", "text", (column) => column.notNull())
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.references("users.id").onDelete("cascade"))
      .addColumn("secret_hash", "text", (column) => column.notNull().unique())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("personal_links_email").on("personal_links").column("email").execute();
    await db.schema.createIndex("personal_links_user_id").on("personal_links").column("user_id").execute();
  },
};
