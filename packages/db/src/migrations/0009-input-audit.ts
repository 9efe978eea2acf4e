import type { Migration } from "../migration.ts";

export const inputAudit: Migration = {
  name: "0009-input-audit",
  async up(db) {
    await db.schema
      .createTable("terminal_writers")
      .addColumn("terminal_id", "text", (column) => column.notNull().references("terminals.id").onDelete("cascade"))
      .addColumn("client_id", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("device", "text", (column) => column.notNull())
      .addColumn("via", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("terminal_writers_pk", ["terminal_id", "client_id"])
      .execute();
  },
};
