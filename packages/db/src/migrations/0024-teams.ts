import type { Migration } from "../migration.ts";

/** What a team that goes owned falls back to whoever made it. */
export const teams: Migration = {
  name: "0024-teams",
  async up(db) {
    await db.schema
      .createTable("teams")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("normal_name", "text", (column) => column.notNull().unique())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("team_members")
      .addColumn("team_id", "text", (column) => column.notNull().references("teams.id").onDelete("cascade"))
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("since", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("team_members_primary", ["team_id", "user_id"])
      .execute();
    await db.schema.createIndex("team_members_user_id").on("team_members").column("user_id").execute();
    await db.schema
      .alterTable("terminals")
      .addColumn("team_id", "text", (column) => column.references("teams.id").onDelete("set null"))
      .execute();
    await db.schema.createIndex("terminals_team_id").on("terminals").column("team_id").execute();
  },
};
