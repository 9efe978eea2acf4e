import type { Migration } from "../migration.ts";

/** Transcripts that belong to a user or a team which goes are nobody's; what people made of them goes with whoever made it. */
export const transcripts: Migration = {
  name: "0026-transcripts",
  async up(db) {
    await db.schema
      .createTable("transcript_sources")
      .addColumn("agent", "text", (column) => column.notNull())
      .addColumn("path", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.references("users.id").onDelete("set null"))
      .addColumn("team_id", "text", (column) => column.references("teams.id").onDelete("set null"))
      .addPrimaryKeyConstraint("transcript_sources_primary", ["agent", "path"])
      .execute();
    await db.schema.createIndex("transcript_sources_user_id").on("transcript_sources").column("user_id").execute();
    await db.schema.createIndex("transcript_sources_team_id").on("transcript_sources").column("team_id").execute();
    await db.schema
      .createTable("own_projects")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("description", "text", (column) => column.notNull())
      .addColumn("folders", "text", (column) => column.notNull())
      .addColumn("archived_at", "bigint")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("own_projects_user_id").on("own_projects").column("user_id").execute();
    await db.schema
      .createTable("project_settings")
      .addColumn("project_id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.references("users.id").onDelete("cascade"))
      .addColumn("team_id", "text", (column) => column.references("teams.id").onDelete("cascade"))
      .addColumn("name", "text")
      .addColumn("description", "text", (column) => column.notNull())
      .addColumn("archived_at", "bigint")
      .execute();
    await db.schema.createIndex("project_settings_user_id").on("project_settings").column("user_id").execute();
    await db.schema.createIndex("project_settings_team_id").on("project_settings").column("team_id").execute();
    await db.schema
      .createTable("budgets")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("unit", "text", (column) => column.notNull())
      .addColumn("period", "text", (column) => column.notNull())
      .addColumn("amount", "double precision", (column) => column.notNull())
      .addColumn("project_id", "text")
      .addColumn("time_zone", "text", (column) => column.notNull())
      .addColumn("alert_at", "text", (column) => column.notNull())
      .addColumn("alerted", "double precision")
      .addColumn("alerted_from", "bigint")
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("budgets_user_id").on("budgets").column("user_id").execute();
  },
};
