import type { Migration } from "../migration.ts";

export const terminals: Migration = {
  name: "0003-terminals",
  async up(db) {
    await db.schema
      .createTable("terminals")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("owner_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("runner_id", "text", (column) => column.notNull())
      .addColumn("title", "text", (column) => column.notNull())
      .addColumn("command", "text", (column) => column.notNull())
      .addColumn("cwd", "text", (column) => column.notNull())
      .addColumn("epoch", "text", (column) => column.notNull())
      .addColumn("pid", "integer")
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("cols", "integer", (column) => column.notNull())
      .addColumn("rows", "integer", (column) => column.notNull())
      .addColumn("start_offset", "bigint", (column) => column.notNull())
      .addColumn("end_offset", "bigint", (column) => column.notNull())
      .addColumn("exit_code", "integer")
      .addColumn("exit_signal", "text")
      .addColumn("exit_at", "bigint")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("terminals_owner_id").on("terminals").column("owner_id").execute();
  },
};
