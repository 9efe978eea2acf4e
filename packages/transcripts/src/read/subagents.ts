import type Sqlite from "better-sqlite3";
import type { Subagent } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { allRows } from "./all-rows.ts";
import { NOTHING, SUMS, type SpentRow, toSpent } from "./spent.ts";

interface ThreadRow {
  readonly thread: string;
  readonly messages: number;
  readonly started_at: number | null;
  readonly last_at: number | null;
  readonly first_entry: number;
}

/** The tools that start subagents, as versions of the agents call them. */
const STARTERS = ["Task", "Agent", "spawn_agent"];

/** A call that started a subagent. */
interface Start {
  readonly callId: string;
  readonly prompt: string;
  readonly title: string | null;
}

export function subagentsOf(db: Sqlite.Database, conversation: number): Subagent[] {
  const threads = allRows<ThreadRow>(
    db,
    `select thread, count(*) as messages, min(at) as started_at, max(at) as last_at, min(id) as first_entry
     from entries where conversation = ? and thread > '' group by thread order by min(at), first_entry`,
    [conversation],
  );
  if (threads.length === 0) return [];
  const starts = Map.groupBy(startsIn(db, conversation), ({ prompt }) => prompt);
  const spent = new Map(
    allRows<SpentRow & { thread: string }>(
      db,
      `select thread, ${SUMS} from requests where conversation = ? and thread > '' group by thread`,
      [conversation],
    ).map((row) => [row.thread, row]),
  );
  return threads.map(({ thread, messages, started_at, last_at, first_entry }) => {
    const asked = firstTextOf(db, first_entry);
    const start = takeStart(starts, asked.trim());
    return {
      id: thread,
      title: titleOf(start?.title ?? asked) || thread,
      callId: start?.callId ?? null,
      messages,
      startedAt: started_at,
      lastAt: last_at,
      spent: toSpent(spent.get(thread) ?? NOTHING),
    };
  });
}

/** Of calls that asked for the same the first one that started no other subagent. */
function takeStart(starts: ReadonlyMap<string, Start[]>, prompt: string): Start | undefined {
  const same = starts.get(prompt);
  return same && same.length > 1 ? same.shift() : same?.[0];
}

function titleOf(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").slice(0, TRANSCRIPT_LIMITS.titleCharacters).toWellFormed();
}

/** What a subagent was asked for is the first that is in its transcript. */
function firstTextOf(db: Sqlite.Database, entry: number): string {
  const sql = "select text from blocks where entry = ? and kind = 'text' order by ordinal limit 1";
  return allRows<{ text: string }>(db, sql, [entry])[0]?.text ?? "";
}

function startsIn(db: Sqlite.Database, conversation: number): Start[] {
  const calls = allRows<{ call_id: string; text: string }>(
    db,
    `select c.call_id, b.text from calls c join blocks b on b.entry = c.call_entry and b.call_id = c.call_id and b.kind = 'call'
     where c.conversation = ? and c.name in (${STARTERS.map(() => "?").join(", ")}) order by c.call_entry, b.ordinal`,
    [conversation, ...STARTERS],
  );
  return calls.flatMap(({ call_id, text }) => {
    const input = fieldsIn(text);
    const prompt = textIn(input, "prompt") ?? textIn(input, "message");
    if (prompt === null) return [];
    return [{ callId: call_id, prompt: prompt.trim(), title: textIn(input, "description") ?? textIn(input, "subagent_type") }];
  });
}

/** Nothing where the input is no object, or was cut. */
function fieldsIn(text: string): ReadonlyMap<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return new Map(typeof read === "object" && read !== null ? Object.entries(read) : []);
  } catch {
    return new Map();
  }
}

function textIn(fields: ReadonlyMap<string, unknown>, name: string): string | null {
  const value = fields.get(name);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
