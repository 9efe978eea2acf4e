import type Sqlite from "better-sqlite3";
import { type Block, LIMITS, type Message, type MessageKind, type Spent, ToolOutcome } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { allRows, type Value } from "./all-rows.ts";
import type { ConversationRow } from "./conversation-row.ts";
import { SUMS, type SpentRow, toSpent } from "./spent.ts";

export interface EntryRow {
  readonly id: number;
  readonly thread: string;
  readonly uuid: string | null;
  readonly parent_uuid: string | null;
  readonly logical_parent_uuid: string | null;
  readonly kind: MessageKind;
  readonly type: string;
  readonly at: number | null;
  readonly model: string | null;
  readonly turn_ms: number | null;
  readonly replayed: number;
  readonly original: number | null;
  readonly request_key: string | null;
}

export const ENTRY_COLUMNS =
  "id, thread, uuid, parent_uuid, logical_parent_uuid, kind, type, at, model, turn_ms, replayed, original, request_key";

interface BlockRow {
  readonly entry: number;
  readonly kind: Block["kind"];
  readonly call_id: string | null;
  readonly name: string | null;
  readonly remote: number;
  readonly outcome: string | null;
  readonly length: number;
  readonly bytes: number | null;
  readonly text: string;
  readonly duration: number | null;
}

type Whole = Pick<ConversationRow, "id" | "owner">;

/** Entries, in the order of their ids, as they are shown. */
export function messagesOf(db: Sqlite.Database, conversation: Whole, entries: readonly EntryRow[]): Message[] {
  const blocks = blocksOf(db, conversation, entries);
  const parents = parentsOf(db, conversation, entries);
  const spent = spentOf(db, conversation, entries);
  return entries.map((entry) => ({
    id: entry.id,
    parentId: parents(entry),
    thread: entry.thread === "" ? null : entry.thread,
    kind: entry.kind,
    type: entry.type,
    at: entry.at,
    model: entry.model,
    blocks: blocks.get(entry.id) ?? [],
    spent: spent.get(entry.id) ?? null,
    turnMs: entry.turn_ms,
    copied: entry.original !== null || entry.replayed === 1,
  }));
}

/** How much text each entry has. */
export function charactersOf(db: Sqlite.Database, entries: readonly EntryRow[]): ReadonlyMap<number, number> {
  const rows = allRows<{ entry: number; characters: number }>(
    db,
    `select entry, sum(min(length, ${LIMITS.blockCharacters})) as characters from blocks
     where entry in (select value from json_each(?)) group by entry`,
    [idsOf(entries)],
  );
  return new Map(rows.map(({ entry, characters }) => [entry, characters]));
}

function idsOf(entries: readonly EntryRow[]): string {
  return JSON.stringify(entries.map(({ id }) => id));
}

function blocksOf(db: Sqlite.Database, { id }: Whole, entries: readonly EntryRow[]): ReadonlyMap<number, Block[]> {
  const rows = allRows<BlockRow>(
    db,
    `select b.entry, b.kind, b.call_id, b.name, b.remote, b.outcome, b.length, b.bytes, b.text,
       case b.kind when 'result' then (
         select max(ended_at - called_at, 0) from calls where conversation = ? and call_id = b.call_id
       ) end as duration
     from blocks b where b.entry in (select value from json_each(?)) order by b.entry, b.ordinal`,
    [id, idsOf(entries)],
  );
  const blocks = new Map<number, Block[]>();
  for (const row of rows) {
    const list = blocks.get(row.entry) ?? [];
    list.push(toBlock(row));
    blocks.set(row.entry, list);
  }
  return blocks;
}

function toBlock({ kind, call_id, name, remote, outcome, length, bytes, text, duration }: BlockRow): Block {
  switch (kind) {
    case "text":
    case "thinking":
      return { kind, text, length };
    case "call":
      return { kind, callId: call_id ?? "", name: name ?? "", remote: remote === 1, text, length };
    case "result":
      return { kind, callId: call_id ?? "", outcome: outcomeOf(outcome), durationMs: duration, text, length };
    case "media":
      return { kind, mediaType: name ?? "", bytes: bytes ?? 0 };
    case "other":
    default:
      return { kind: "other", type: name ?? "" };
  }
}

function outcomeOf(outcome: string | null): ToolOutcome {
  return ToolOutcome.safeParse(outcome).data ?? "ok";
}

type ParentOf = (entry: EntryRow) => number | null;

/** Entries are told what they continue by uuids, which may be of what is not there, or of the entry itself. */
function parentsOf(db: Sqlite.Database, { id }: Whole, entries: readonly EntryRow[]): ParentOf {
  const named = entries.flatMap(({ parent_uuid, logical_parent_uuid }) => parent_uuid ?? logical_parent_uuid ?? []);
  const rows = allRows<{ id: number; uuid: string }>(
    db,
    `select min(id) as id, uuid from entries
     where uuid in (select value from json_each(?)) and +conversation = ? group by uuid`,
    [JSON.stringify([...new Set(named)]), id],
  );
  const known = new Map(rows.map((row) => [row.uuid, row.id]));
  return ({ id: own, parent_uuid, logical_parent_uuid }) => {
    const parent = known.get(parent_uuid ?? logical_parent_uuid ?? "") ?? null;
    return parent === own ? null : parent;
  };
}

/**
 * What requests took, by the first entry of each, which has the time of the request: entries of one may be far apart. One that
 * was asked in another conversation counts there.
 */
function spentOf(db: Sqlite.Database, conversation: Whole, entries: readonly EntryRow[]): ReadonlyMap<number, Spent> {
  const seen = keysBefore(db, conversation, entries[0]?.id ?? 0);
  const firsts = new Map<string, EntryRow>();
  for (const entry of entries) {
    const { request_key } = entry;
    if (request_key !== null && !seen.has(request_key) && !firsts.has(request_key)) firsts.set(request_key, entry);
  }
  // What was asked in the course of a request has its key, and more behind it.
  const sums = db.prepare<[Record<string, Value>], SpentRow>(
    `select ${SUMS} from requests where owner = @owner and key >= @key and key < @key || '!'
     and (key = @key or (extra = 1 and key > @key || ' ')) and conversation = @conversation
     and exists (select 1 from requests where owner = @owner and key = @key and at is @at)`,
  );
  const spent = new Map<number, Spent>();
  for (const [key, entry] of firsts) {
    const row = sums.get({ owner: conversation.owner, key, conversation: conversation.id, at: entry.at });
    if (row && row.requests > 0) spent.set(entry.id, toSpent(row));
  }
  return spent;
}

function keysBefore(db: Sqlite.Database, { id }: Whole, entry: number): ReadonlySet<string> {
  const rows = allRows<{ request_key: string | null }>(
    db,
    "select request_key from entries where conversation = ? and id < ? order by id desc limit ?",
    [id, entry, TRANSCRIPT_LIMITS.requestSpan],
  );
  return new Set(rows.flatMap(({ request_key }) => request_key ?? []));
}
