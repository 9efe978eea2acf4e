import type Sqlite from "better-sqlite3";

export type Value = string | number | null;

/** Rows of a query, of the shape that the caller's SQL gives them. */
export function allRows<Row>(db: Sqlite.Database, sql: string, values: readonly Value[] = []): Row[] {
  return db.prepare<Value[], Row>(sql).all(...values);
}
