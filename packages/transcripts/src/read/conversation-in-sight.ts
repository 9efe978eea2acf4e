import type Sqlite from "better-sqlite3";
import { Fault } from "@pilothouse/platform";
import { allRows } from "./all-rows.ts";
import { among } from "./condition.ts";
import { type ConversationRow, SELECT_CONVERSATIONS } from "./conversation-row.ts";
import type { Sight } from "./sight.ts";

/** Fault `not_found` for one that does not exist, and for one of others. */
export function conversationInSight(db: Sqlite.Database, { owners }: Sight, id: string): ConversationRow {
  const { sql, values } = among("c.owner", owners);
  const row = allRows<ConversationRow>(db, `${SELECT_CONVERSATIONS} where c.public_id = ? and ${sql}`, [id, ...values])[0];
  if (!row) throw new Fault("not_found", `there is no conversation ${id}`);
  return row;
}
