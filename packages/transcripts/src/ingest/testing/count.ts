import type Sqlite from "better-sqlite3";

/** One number. */
export function count(db: Sqlite.Database, sql: string, ...values: readonly (string | number)[]): number {
  return (
    db
      .prepare<(string | number)[], number>(sql)
      .pluck()
      .get(...values) ?? 0
  );
}

/** How often each text is there. */
export function counts(db: Sqlite.Database, sql: string, ...values: readonly (string | number)[]): Record<string, number> {
  const rows = db.prepare<(string | number)[], { name: string; number: number }>(sql).all(...values);
  return Object.fromEntries(rows.map(({ name, number }) => [name, number]));
}
