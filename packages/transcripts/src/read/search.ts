import type Sqlite from "better-sqlite3";
import type { ConversationHit, ConversationHits, SearchConversations, SearchedText } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { allRows, type Value } from "./all-rows.ts";
import { allOf, among, type Condition, when } from "./condition.ts";
import { conversationInSight } from "./conversation-in-sight.ts";
import { type ConversationRow, SELECT_CONVERSATIONS, toConversation } from "./conversation-row.ts";
import { cursorOf, type Place, placeOf } from "./cursor.ts";
import { fold, type ParsedQuery, parseQuery } from "./parse-query.ts";
import { ofProject } from "./projects-in-sight.ts";
import type { Sight } from "./sight.ts";
import { snippetOf } from "./snippet.ts";

interface Match {
  readonly id: number;
  readonly at: number;
}

interface Search {
  readonly db: Sqlite.Database;
  readonly query: ParsedQuery;
  readonly wanted: Condition;
  readonly limit: number;
}

interface Found {
  readonly matches: readonly Match[];
  readonly next: Place | null;
}

const DEFAULT_PAGE = 50;
const MOST = TRANSCRIPT_LIMITS.sortedHits;
const WHERE: readonly SearchedText[] = ["prompt", "answer"];
/** In a cursor, instead of a time: the page was not sorted by time. */
const UNSORTED = "unsorted";

/**
 * Texts that have all the words, the newest first: by time, or of words that are in very many texts by when they were read,
 * because there the newest pages must not wait for all the rest to be looked at.
 */
export function search(db: Sqlite.Database, sight: Sight, input: SearchConversations): ConversationHits {
  // What is not there for the caller is told before anything else that is wrong.
  const condition = wanted(db, sight, input);
  const query = parseQuery(input.query);
  const place = input.cursor === undefined ? null : placeOf(input.cursor);
  const asked: Search = { db, query, wanted: condition, limit: input.limit ?? DEFAULT_PAGE };
  const isCommon = place === null ? isIn(db, query, MOST) : place.value === UNSORTED;
  // Some more may have been read since the first page.
  if (place && !isCommon && isIn(db, query, 2 * MOST)) {
    throw new Fault("invalid", "by now these words are in too many texts to go on by time; begin with the first page");
  }
  const { matches, next } = isCommon ? newestRead(asked, place) : newest(asked, place);
  return { hits: hitsOf(asked, sight, matches), next: next && cursorOf(next) };
}

/** Whether more than so many texts have the words, of anybody. */
function isIn(db: Sqlite.Database, { match }: ParsedQuery, most: number): boolean {
  const sql = "select count(*) as count from (select 1 from found where found match ? limit ?)";
  return (allRows<{ count: number }>(db, sql, [match, most + 1])[0]?.count ?? 0) > most;
}

function wanted(db: Sqlite.Database, sight: Sight, input: SearchConversations): Condition {
  const { projectId, conversationId, from, to, agent } = input;
  const conversation = conversationId === undefined ? undefined : conversationInSight(db, sight, conversationId).id;
  return allOf([
    among("c.owner", sight.owners),
    among("b.searched", input.in ?? WHERE),
    ...(projectId === undefined ? [] : [ofProject({ db, sight }, projectId, { conversation: "c.id", project: "c.project" })]),
    ...when(conversation, "b.conversation = ?"),
    ...when(agent, "c.agent = ?"),
    ...when(from, "b.at >= ?"),
    ...when(to, "b.at < ?"),
  ]);
}

function select({ query, wanted }: Search, condition: string): string {
  const text = query.literals.length > 0 ? "b.text" : "''";
  return `select b.id, ifnull(b.at, 0) as at, ${wanted.sql} as wanted, ${text} as text
    from found f cross join blocks b on b.id = f.rowid join conversations c on c.id = b.conversation
    where f.found match ? and ${condition}`;
}

interface Candidate extends Match {
  readonly wanted: number;
  readonly text: string;
}

function isIt({ literals }: ParsedQuery, { wanted, text }: Candidate): boolean {
  return wanted === 1 && literals.every((literal) => fold(text).includes(literal));
}

function newest(asked: Search, place: Place | null): Found {
  const { db, query, wanted, limit } = asked;
  const time = place === null ? Infinity : Number(place.value);
  const matches: Match[] = [];
  for (const one of db.prepare<Value[], Candidate>(select(asked, "true")).iterate(...wanted.values, query.match)) {
    const isBehind = place === null || one.at < time || (one.at === time && one.id < place.id);
    if (isBehind && isIt(query, one)) matches.push({ id: one.id, at: one.at });
  }
  matches.sort((a, b) => b.at - a.at || b.id - a.id);
  const page = matches.slice(0, limit);
  const last = page.at(-1);
  return { matches: page, next: last && matches.length > limit ? { value: last.at, id: last.id } : null };
}

function newestRead(asked: Search, place: Place | null): Found {
  const { db, query, wanted, limit } = asked;
  const sql = `${select(asked, "f.rowid < cast(? as integer)")} order by f.rowid desc limit ?`;
  const values: Value[] = [query.match, place?.id ?? Number.MAX_SAFE_INTEGER, TRANSCRIPT_LIMITS.readTexts];
  const matches: Match[] = [];
  let read = 0;
  let last = 0;
  for (const one of db.prepare<Value[], Candidate>(sql).iterate(...wanted.values, ...values)) {
    read += 1;
    last = one.id;
    if (isIt(query, one)) matches.push({ id: one.id, at: one.at });
    if (matches.length === limit) break;
  }
  const isCut = matches.length === limit || read === TRANSCRIPT_LIMITS.readTexts;
  return { matches, next: isCut ? { value: UNSORTED, id: last } : null };
}

interface HitRow {
  readonly id: number;
  readonly entry: number;
  readonly conversation: number;
  readonly searched: SearchedText;
  readonly at: number | null;
}

function hitsOf({ db, query }: Search, sight: Sight, matches: readonly Match[]): ConversationHit[] {
  const chosen = among(
    "id",
    matches.map(({ id }) => id),
  );
  const blocks = new Map(
    allRows<HitRow>(db, `select id, entry, conversation, searched, at from blocks where ${chosen.sql}`, chosen.values).map(
      (row) => [row.id, row],
    ),
  );
  const within = among("c.id", [...new Set([...blocks.values()].map(({ conversation }) => conversation))]);
  const conversations = new Map(
    allRows<ConversationRow>(db, `${SELECT_CONVERSATIONS} where ${within.sql}`, within.values).map((row) => [row.id, row]),
  );
  return matches.flatMap(({ id }) => {
    const block = blocks.get(id);
    const row = block && conversations.get(block.conversation);
    if (!row) return [];
    const { id: conversationId, title, projectName, agent } = toConversation(sight, row);
    const place = { messageId: block.entry, in: block.searched, at: block.at };
    return [{ conversationId, title, projectName, agent, ...place, ...snippetOf(db, query, id) }];
  });
}
