import type { TerminalConversation } from "@pilothouse/contracts";
import type Sqlite from "better-sqlite3";
import { allRows } from "./all-rows.ts";

export interface Holder {
  readonly id: string;
  readonly owner: string;
}

/** The conversation as each owner has it who has read a transcript of it. */
export function holdersOf(db: Sqlite.Database, { agent, sessionId }: TerminalConversation): Holder[] {
  return allRows<Holder>(
    db,
    `select public_id as id, owner from conversations
     where owner in (select distinct owner from roots) and agent = ? and session = ?`,
    [agent, sessionId],
  );
}
