import type Sqlite from "better-sqlite3";
import type { ListMessages, MessagePage } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { allRows, type Value } from "./all-rows.ts";
import { conversationInSight } from "./conversation-in-sight.ts";
import { charactersOf, ENTRY_COLUMNS, type EntryRow, messagesOf } from "./message-rows.ts";
import type { Sight } from "./sight.ts";

const DEFAULT_PAGE = 100;

/** Entries of a conversation from some place on, by their ids. */
interface Entries {
  /** From after, or before, an id, the nearest first. */
  readonly near: (side: "after" | "before", id: number, limit: number) => EntryRow[];
  readonly count: (before: number) => number;
}

/** A page of a conversation; of one with much text it is shorter than asked for. */
export function listMessages(db: Sqlite.Database, sight: Sight, input: ListMessages): MessagePage {
  const { id, limit = DEFAULT_PAGE, after, before, around, last = false } = input;
  const conversation = conversationInSight(db, sight, id);
  if ([after, before, around].filter((place) => place !== undefined).length > 1) {
    throw new Fault("invalid", "name one of after, before and around");
  }
  const entries = entriesOf(db, conversation.id, input);
  const rows = pageOf(db, entries, { limit, after, before: before ?? (last ? Number.MAX_SAFE_INTEGER : undefined), around });
  const total = entries.count(Number.MAX_SAFE_INTEGER);
  const place = rows[0]?.id ?? (after === undefined ? (before ?? 0) : after + 1);
  const index = entries.count(place);
  return {
    messages: messagesOf(db, conversation, rows),
    hasBefore: index > 0,
    hasAfter: index + rows.length < total,
    total,
    index,
    generation: conversation.generation,
  };
}

function entriesOf(db: Sqlite.Database, conversation: number, { thread, errors = false }: ListMessages): Entries {
  const where = `conversation = ?${thread === undefined ? "" : " and thread = ?"}${errors ? " and failed = 1" : ""}`;
  const values: Value[] = [conversation, ...(thread === undefined ? [] : [thread ?? ""])];
  return {
    near: (side, id, limit) => {
      const [than, order] = side === "after" ? [">", "asc"] : ["<", "desc"];
      const sql = `select ${ENTRY_COLUMNS} from entries where ${where} and id ${than} ? order by id ${order} limit ?`;
      return allRows<EntryRow>(db, sql, [...values, id, limit]);
    },
    count: (before) => {
      const sql = `select count(*) as count from entries where ${where} and id < ?`;
      return allRows<{ count: number }>(db, sql, [...values, before])[0]?.count ?? 0;
    },
  };
}

interface Asked {
  readonly limit: number;
  readonly after: number | undefined;
  readonly before: number | undefined;
  readonly around: number | undefined;
}

function pageOf(db: Sqlite.Database, entries: Entries, { limit, after, before, around }: Asked): EntryRow[] {
  const fitting = fit(db);
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const older = entries.near("before", around, half);
    const newer = entries.near("after", around - 1, limit - older.length);
    const more = newer.length < limit - half ? entries.near("before", around, limit - newer.length) : older;
    const room = TRANSCRIPT_LIMITS.pageCharacters / 2;
    return [...fitting(more, room, 0).toReversed(), ...fitting(newer, room, 1)];
  }
  if (before !== undefined) return fitting(entries.near("before", before, limit)).toReversed();
  return fitting(entries.near("after", after ?? 0, limit));
}

/** As many rows, from the first on, as have not too much text together. */
function fit(db: Sqlite.Database) {
  return (rows: readonly EntryRow[], room: number = TRANSCRIPT_LIMITS.pageCharacters, least = 1): EntryRow[] => {
    const characters = charactersOf(db, rows);
    let sum = 0;
    const until = rows.findIndex(({ id }, at) => {
      sum += characters.get(id) ?? 0;
      return sum > room && at >= least;
    });
    return until < 0 ? [...rows] : rows.slice(0, until);
  };
}
