import type { Conversation } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import { allRows } from "./all-rows.ts";
import { allOf, among } from "./condition.ts";
import { type ConversationRow, SELECT_CONVERSATIONS, toConversation } from "./conversation-row.ts";
import type { Sight } from "./sight.ts";

/** Those of these that are in sight and would be listed. */
export function conversationsById(db: Sqlite.Database, sight: Sight, ids: readonly string[]): Conversation[] {
  const { sql, values } = allOf([among("c.public_id", ids), among("c.owner", sight.owners), { sql: "c.listed = 1", values: [] }]);
  return allRows<ConversationRow>(db, `${SELECT_CONVERSATIONS} where ${sql}`, values).map((row) => toConversation(sight, row));
}
