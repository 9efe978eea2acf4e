import { sql } from "kysely";
import type { Migration } from "../migration.ts";

export const audit: Migration = {
  name: "0013-audit",
  async up(db) {
    await db.schema
      .createTable("audit_log")
      .addColumn("seq", "integer", (column) => column.primaryKey())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("actor", "text", (column) => column.notNull())
      // No reference to a user: what somebody did is known for longer than the user.
      .addColumn("on_behalf_of", "text")
      .addColumn("address", "text")
      .addColumn("request_id", "text")
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("target", "text")
      .addColumn("result", "text", (column) => column.notNull())
      .addColumn("before", "text")
      .addColumn("after", "text")
      .addColumn("hash", "text", (column) => column.notNull())
      .execute();
    for (const column of ["at", "actor", "on_behalf_of", "action", "target"]) {
      await db.schema.createIndex(`audit_log_${column}`).on("audit_log").column(column).execute();
    }
    for (const verb of ["update", "delete"]) {
      await sql`create trigger ${sql.ref(`audit_log_no_${verb}`)} before ${sql.raw(verb)} on audit_log
        begin select raise(abort, 'the audit log is only appended to'); end`.execute(db);
    }
  },
};
