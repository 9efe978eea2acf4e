import type Sqlite from "better-sqlite3";
import type { ConversationAnalytics, ToolOutcome } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { allRows } from "./all-rows.ts";
import { conversationInSight } from "./conversation-in-sight.ts";
import type { ConversationRow } from "./conversation-row.ts";
import type { Sight } from "./sight.ts";
import { counted, SUMS, type SpentRow, toSpent } from "./spent.ts";
import { toolUses } from "./tools.ts";

const MOST = TRANSCRIPT_LIMITS.analyticsRows;

/** What went on in one conversation, its subagents included. */
export function conversationAnalytics(db: Sqlite.Database, sight: Sight, { id }: { readonly id: string }): ConversationAnalytics {
  const row = conversationInSight(db, sight, id);
  const models = allRows<SpentRow & { model: string }>(
    db,
    `select model, ${SUMS} from requests where conversation = ? group by model order by sum(cost_nanos) desc, model`,
    [row.id],
  );
  return {
    models: models.map(({ model, ...spent }) => ({ model, spent: toSpent(spent) })),
    tools: toolUses(db, { sql: "k.conversation = ? and k.call_entry is not null", values: [row.id] }),
    files: filesOf(db, row.id),
    commands: commandsOf(db, row.id),
    context: contextOf(db, row.id),
    compactions: row.compactions,
    elapsedMs: row.started_at === null || row.last_at === null ? 0 : Math.max(0, row.last_at - row.started_at),
    activeMs: activeMsOf(db, row.id),
    cacheHit: cacheHitOf(row),
  };
}

function filesOf(db: Sqlite.Database, conversation: number): ConversationAnalytics["files"] {
  return allRows(
    db,
    `select file_path as path, sum(access = 'read') as reads, sum(access = 'write') as writes from calls
     where conversation = ? and file_path is not null and access is not null
     group by file_path order by writes desc, reads desc, path limit ${MOST}`,
    [conversation],
  );
}

interface CommandRow {
  readonly command: string;
  readonly at: number | null;
  readonly outcome: ToolOutcome | null;
  readonly messageId: number;
}

/** The newest, in their order. */
function commandsOf(db: Sqlite.Database, conversation: number): ConversationAnalytics["commands"] {
  return allRows<CommandRow>(
    db,
    `select command, called_at as at, outcome, call_entry as messageId from calls
     where conversation = ? and command is not null and call_entry is not null order by call_entry desc, id desc limit ${MOST}`,
    [conversation],
  ).toReversed();
}

/** Of the conversation itself; of very many requests, some at equal distances. */
function contextOf(db: Sqlite.Database, conversation: number): ConversationAnalytics["context"] {
  const all = allRows<{ at: number; tokens: number }>(
    db,
    `select at, input + cache_write_5m + cache_write_1h + cache_read as tokens from requests
     where conversation = ? and thread = '' and kind = 'own' and at is not null order by at, key`,
    [conversation],
  );
  const step = Math.ceil(all.length / MOST);
  return all
    .filter((_, at) => at % step === 0 || at === all.length - 1)
    .map(({ at, tokens }) => ({ at, tokens: counted(tokens) }));
}

function activeMsOf(db: Sqlite.Database, conversation: number): number {
  const sql = `select ifnull(sum(pause), 0) as active from (
      select at - lag(at) over (order by at) as pause from entries where conversation = ? and at is not null
    ) where pause <= ${TRANSCRIPT_LIMITS.pauseMs}`;
  return allRows<{ active: number }>(db, sql, [conversation])[0]?.active ?? 0;
}

function cacheHitOf({ input, cache_write_5m, cache_write_1h, cache_read }: ConversationRow): number | null {
  const asked = input + cache_write_5m + cache_write_1h + cache_read;
  return asked === 0 ? null : cache_read / asked;
}
