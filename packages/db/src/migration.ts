import type { Kysely } from "kysely";

/** One step of the schema. Runs in a transaction; sees no tables' types, since those describe the last step only. */
export interface Migration {
  /** Number and purpose, such as `0001-accounts`. */
  readonly name: string;
  up(db: Kysely<unknown>): Promise<void>;
}
