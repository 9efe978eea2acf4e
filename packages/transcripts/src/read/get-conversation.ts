import type Sqlite from "better-sqlite3";
import type { ConversationDetails } from "@pilothouse/contracts";
import { conversationInSight } from "./conversation-in-sight.ts";
import { toConversation } from "./conversation-row.ts";
import type { Sight } from "./sight.ts";
import { subagentsOf } from "./subagents.ts";

export function getConversation(db: Sqlite.Database, sight: Sight, { id }: { readonly id: string }): ConversationDetails {
  const row = conversationInSight(db, sight, id);
  return { ...toConversation(sight, row), threads: subagentsOf(db, row.id) };
}
