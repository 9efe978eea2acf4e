import type { Value } from "./all-rows.ts";

/** Part of a WHERE clause, with the values of its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** A condition, or nothing where what it is about was not asked for. */
export function when(asked: Value | undefined, sql: string): Condition[] {
  return asked === undefined ? [] : [{ sql, values: [asked] }];
}

/** That `expression` is among values. */
export function among(expression: string, values: readonly Value[]): Condition {
  return { sql: `${expression} in (select value from json_each(?))`, values: [JSON.stringify(values)] };
}

export function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: "true", values: [] };
  return { sql: conditions.map(({ sql }) => `(${sql})`).join(" and "), values: conditions.flatMap(({ values }) => values) };
}
