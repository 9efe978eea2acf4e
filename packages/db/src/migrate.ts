import { Fault, type Logger } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import type { Migration } from "./migration.ts";

type Ledger = { schema_migrations: { version: number; name: string; applied_at: number } };

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly log: Logger;
  /** Called before the first step that changes a database which has some already. */
  readonly onUpgrade?: () => void;
}

/**
 * Brings the schema to the newest step. Each step and its record are one transaction, so a crash leaves whole steps
 * behind and the next start goes on from there. Fault `conflict` for a database made by a newer or by another program.
 */
export async function migrate(db: Kysely<unknown>, options: MigrateOptions): Promise<void> {
  await refuseForeign(db);
  await db.schema
    .createTable("schema_migrations")
    .ifNotExists()
    .addColumn("version", "integer", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("applied_at", "bigint", (column) => column.notNull())
    .execute();
  const applied = await db
    .withTables<Ledger>()
    .selectFrom("schema_migrations")
    .select(["version", "name"])
    .orderBy("version")
    .execute();
  refuseNewer(applied, options.migrations);
  if (applied.length > 0 && applied.length < options.migrations.length) options.onUpgrade?.();
  for (const [index, migration] of options.migrations.entries()) {
    if (index < applied.length) continue;
    await db.transaction().execute(async (trx) => {
      await migration.up(trx);
      const row = { version: index + 1, name: migration.name, applied_at: Date.now() };
      await trx.withTables<Ledger>().insertInto("schema_migrations").values(row).execute();
    });
    options.log.info({ migration: migration.name }, "database migrated");
  }
}

async function refuseForeign(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables();
  if (tables.length === 0 || tables.some((table) => table.name === "schema_migrations")) return;
  throw new Fault("conflict", "it belongs to another program; choose another data dir");
}

/** Fault `conflict` for a schema that these steps do not lead to. */
export function refuseNewer(applied: readonly { version: number; name: string }[], known: readonly Migration[]): void {
  const found = applied.at(-1)?.version ?? 0;
  if (found > known.length) {
    throw new Fault(
      "conflict",
      `it has schema ${found} and this program knows schemas up to ${known.length}; ` +
        "start the newer Pilothouse that wrote it, or restore a backup from before the upgrade",
      { found, known: known.length },
    );
  }
  for (const { version, name } of applied) {
    const expected = known[version - 1]?.name;
    if (name === expected) continue;
    throw new Fault("conflict", `its schema step ${version} is ${name}, where this program has ${expected ?? "none"}`);
  }
}
