import type { Migration } from "../migration.ts";

export const shares: Migration = {
  name: "0011-shares",
  async up(db) {
    await db.schema
      .createTable("terminal_shares")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("terminal_id", "text", (column) => column.notNull().references("terminals.id").onDelete("cascade"))
      .addColumn("owner_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("shared_by", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("secret_hash", "text", (column) => column.notNull())
      .addColumn("from_offset", "bigint", (column) => column.notNull())
      .addColumn("until_offset", "bigint")
      .addColumn("login_id", "text")
      .addColumn("token_id", "text")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("terminal_shares_terminal_id").on("terminal_shares").column("terminal_id").execute();
    await db.schema.createIndex("terminal_shares_owner_id").on("terminal_shares").column("owner_id").execute();
  },
};
