import type Sqlite from "better-sqlite3";
import type { ConversationPage, ConversationSort, ListConversations } from "@pilothouse/contracts";
import { allRows } from "./all-rows.ts";
import { allOf, among, type Condition, when } from "./condition.ts";
import { type ConversationRow, SELECT_CONVERSATIONS, toConversation } from "./conversation-row.ts";
import { hasStatus, isInTerminal } from "./conversation-status.ts";
import { cursorOf, type Place, placeOf } from "./cursor.ts";
import { ofProject } from "./projects-in-sight.ts";
import type { Sight } from "./sight.ts";

type Input = NonNullable<ListConversations>;
interface NumberPlace extends Place {
  readonly value: number;
}

/** The first two as in the indexes. */
const SORTED_BY: Record<ConversationSort, string> = {
  last: "ifnull(c.last_at, 0)",
  started: "ifnull(c.started_at, 0)",
  cost: "c.cost_nanos",
  tokens: "(c.input + c.output + c.cache_write_5m + c.cache_write_1h + c.cache_read)",
  prompts: "c.prompts",
  errors: "(c.tool_errors + c.api_errors)",
};

const DEFAULT_PAGE = 50;
const NANOS = 1e9;

/** Conversations in sight, sorted and by pages. Those of each owner come from an index in their order, and are put together here. */
export function listConversations(db: Sqlite.Database, sight: Sight, input: Input = {}): ConversationPage {
  const { sort = "last", order = "desc", limit = DEFAULT_PAGE, cursor } = input;
  const expression = SORTED_BY[sort];
  const before = order === "desc" ? "<" : ">";
  const place = cursor === undefined ? null : placeOf(cursor);
  const conditions = allOf([...wanted(db, sight, input), ...(place ? [behind(place, expression, before)] : [])]);
  // Numbers alone are sorted; the rest is read of those that are shown.
  const sql = `select c.id, ${expression} as value from conversations c left join projects p on p.id = c.project
    where c.owner = ? and c.listed = 1 and ${conditions.sql}
    order by ${expression} ${order}, c.id ${order} limit ?`;
  const places = sight.owners
    .flatMap((owner) => allRows<NumberPlace>(db, sql, [owner, ...conditions.values, limit + 1]))
    .sort((a, b) => (order === "desc" ? -1 : 1) * (a.value - b.value || a.id - b.id));
  const page = places.slice(0, limit);
  const last = page.at(-1);
  return {
    conversations: conversationsAt(db, page).map((row) => toConversation(sight, row)),
    next: last && places.length > limit ? cursorOf(last) : null,
  };
}

/** In the order of the places. */
function conversationsAt(db: Sqlite.Database, places: readonly Place[]): ConversationRow[] {
  const ids = places.map(({ id }) => id);
  const { sql, values } = among("c.id", ids);
  const rows = new Map(allRows<ConversationRow>(db, `${SELECT_CONVERSATIONS} where ${sql}`, values).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

function behind({ value, id }: Place, expression: string, before: "<" | ">"): Condition {
  const sql = `${expression} ${before}= ? and (${expression} ${before} ? or c.id ${before} ?)`;
  return { sql, values: [value, value, id] };
}

function wanted(db: Sqlite.Database, sight: Sight, filter: Input): Condition[] {
  const { projectId, status, title, hasErrors, minCostUsd } = filter;
  const failed = "c.tool_errors + c.api_errors > 0";
  return [
    ...(projectId === undefined ? [] : [ofProject({ db, sight }, projectId, { conversation: "c.id", project: "c.project" })]),
    ...(status === undefined ? [] : [hasStatus(sight, status)]),
    ...(filter.terminalId === undefined ? [] : [isInTerminal(sight, filter.terminalId)]),
    ...(title === undefined || title === "" ? [] : [called(title)]),
    ...(hasErrors === undefined ? [] : [{ sql: hasErrors ? failed : `not (${failed})`, values: [] }]),
    ...when(minCostUsd === undefined ? undefined : Math.ceil(minCostUsd * NANOS), "c.cost_nanos >= ?"),
    ...when(filter.agent, "c.agent = ?"),
    ...when(filter.sessionId, "c.session = ?"),
    ...when(filter.model, "exists (select 1 from requests where conversation = c.id and model = ?)"),
    ...when(filter.branch, "c.branch = ?"),
    ...when(filter.tool, "exists (select 1 from calls where conversation = c.id and name = ?)"),
    ...when(filter.from, "ifnull(c.last_at, 0) >= ?"),
    ...when(filter.to, "ifnull(c.started_at, 0) < ?"),
  ];
}

/** Part of what a person sees of it. */
function called(part: string): Condition {
  const pattern = `%${part.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const texts = "coalesce(c.custom_title, c.generated_title, c.summary_title, c.first_prompt, '')";
  const sql = [texts, "c.branch", "p.folder"].map((text) => `${text} like ? escape '\\'`).join(" or ");
  return { sql, values: [pattern, pattern, pattern] };
}
