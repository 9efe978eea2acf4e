import type { Migration } from "../migration.ts";

export const signingKeys: Migration = {
  name: "0021-signing-keys",
  async up(db) {
    await db.schema
      .createTable("signing_keys")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("sealed", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("retired_at", "bigint")
      .execute();
  },
};
