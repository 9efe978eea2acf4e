import type Sqlite from "better-sqlite3";
import { knownPrices } from "../../prices/known-prices.ts";
import type { PartRow } from "../part-rows.ts";
import { costOfRow } from "../request-rows.ts";
import { count, counts } from "./count.ts";

const { find } = knownPrices();
const TERMS = ["checkpoint", "worktree", "session", "refactor", "panic", "sqlite", "migration", "timeout"];

/** What the store knows of one file of Claude Code's, in the words of TRUTH.json. */
export function claudeFigures(db: Sqlite.Database, path: string) {
  const file = count(db, "select id from files where path = ?", path);
  const entries = (where: string) => count(db, `select count(*) from entries where file = ? and ${where}`, file);
  const blocks = (what: string, where: string) =>
    count(
      db,
      `select count(${what}) from blocks join entries on entries.id = blocks.entry where entries.file = ? and ${where}`,
      file,
    );
  const byName = (where: string) => counts(db, `${NAMES} ${where} group by 1`, file);
  const types = (beginning: string) =>
    counts(
      db,
      `select substr(type, ${beginning.length + 1}) name, count(*) number from entries
       where file = ? and type like '${beginning}%' group by 1`,
      file,
    );
  return {
    ...lineFigures(db, file),
    system_subtypes: types("system/"),
    attachment_types: types("attachment/"),
    user_entries: entries("type = 'user'"),
    assistant_entries: entries("type = 'assistant'"),
    user_tool_result_entries: entries("type = 'user' and kind = 'result'"),
    human_prompts: entries("kind = 'prompt'"),
    compact_summaries: entries("kind = 'summary'"),
    api_error_messages: entries("kind = 'error' and type = 'assistant'"),
    thinking_blocks: blocks("*", "blocks.kind = 'thinking'"),
    image_blocks: blocks("*", "blocks.kind = 'media' and blocks.name like 'image/%'"),
    server_tool_use_blocks: blocks("*", "blocks.kind = 'call' and remote = 1"),
    sidechain_entries: entries("thread <> ''"),
    tool_calls: blocks("distinct call_id", "blocks.kind = 'call' and remote = 0"),
    tool_calls_by_name: byName("calls.kind = 'call' and calls.remote = 0"),
    tool_results: blocks("distinct call_id", "blocks.kind = 'result' and entries.type = 'user'"),
    tool_errors: blocks("distinct call_id", "blocks.kind = 'result' and outcome <> 'ok'"),
    tool_errors_by_name: byName(`calls.kind = 'call' and calls.call_id in (
      select call_id from blocks join entries on entries.id = blocks.entry where file = calls_of.file and outcome <> 'ok')`),
    tool_rejected_by_user: blocks("distinct call_id", "outcome = 'refused'"),
    turn_duration_ms_total: count(db, "select sum(turn_ms) from entries where file = ?", file),
    uuids: count(db, "select count(distinct uuid) from entries where file = ?", file),
    search_terms: Object.fromEntries(TERMS.map((term) => [term, entries(textHas(term))])),
    ...spentFigures(db, file),
  };
}

const NAMES = `select calls.name name, count(distinct calls.call_id) number from blocks calls
  join entries calls_of on calls_of.id = calls.entry where calls_of.file = ? and`;

function textHas(term: string): string {
  return `type in ('user', 'assistant') and exists (
    select 1 from blocks where entry = entries.id and kind = 'text' and lower(text) like '%${term}%')`;
}

/** A line that two objects share is one that the other program could not read. */
function lineFigures(db: Sqlite.Database, file: number) {
  const of = (column: string) => count(db, `select ${column} from files where id = ?`, file);
  const [lines, blanks, bad] = [of("lines"), of("blanks"), of("bad")];
  const glued = of("objects") - (lines - blanks - bad);
  return {
    lines,
    blank_lines: blanks,
    invalid_json_lines: bad + glued,
    valid_json_lines: lines - blanks - bad - glued,
  };
}

function spentFigures(db: Sqlite.Database, file: number) {
  const parts = db.prepare<[number], PartRow>("select * from request_parts where file = ? and kind <> 'mirror'").all(file);
  const own = parts.filter(({ extra }) => extra === 0);
  const costs = parts.map((part) => costOfRow(part, find));
  return {
    requests: own.length,
    tokens: tokensOf(own),
    tokens_with_advisor: tokensOf(parts),
    models: [...new Set(parts.map(({ model }) => model))].sort(),
    unpriced_requests: costs.filter((cost) => cost === null).length,
    cost_usd: dollars(costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0)),
  };
}

export function tokensOf(parts: readonly PartRow[]) {
  const sum = (of: (part: PartRow) => number) => parts.reduce((all, part) => all + of(part), 0);
  return {
    input: sum(({ input }) => input),
    output: sum(({ output }) => output),
    cache_write_5m: sum(({ cache_write_5m }) => cache_write_5m),
    cache_write_1h: sum(({ cache_write_1h }) => cache_write_1h),
    cache_read: sum(({ cache_read }) => cache_read),
    web_search_requests: sum(({ web_searches }) => web_searches),
  };
}

/** TRUTH.json has six decimals. */
export function dollars(nanos: number): number {
  return Math.round(nanos / 1e3) / 1e6;
}
