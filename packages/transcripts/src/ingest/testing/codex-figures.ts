import type Sqlite from "better-sqlite3";
import { truth } from "../../testing/truth.ts";
import { count, counts } from "./count.ts";
import type { PartRow } from "../part-rows.ts";
import { tokensOf } from "./claude-figures.ts";

/** What the store knows of one file of Codex's, in the words of TRUTH.json. */
export function codexFigures(db: Sqlite.Database, path: string) {
  const file = count(db, "select id from files where path = ?", path);
  const entries = (where: string) => count(db, `select count(*) from entries where file = ? and ${where}`, file);
  const calls = "from blocks join entries on entries.id = blocks.entry where file = ? and blocks.kind = 'call' and remote = 0";
  const parts = db.prepare<[number], PartRow>("select * from request_parts where file = ?").all(file);
  const { input, output, cache_read } = tokensOf(parts);
  return {
    lines: count(db, "select lines from files where id = ?", file),
    valid_json_lines: count(db, "select lines - blanks - bad from files where id = ?", file),
    user_messages: entries("type = 'event_msg/user_message'"),
    agent_messages: entries("type = 'event_msg/agent_message'"),
    compactions: entries("type = 'event_msg/context_compacted'"),
    tool_calls: count(db, `select count(*) ${calls}`, file),
    tool_calls_by_name: counts(db, `select blocks.name name, count(*) number ${calls} group by 1`, file),
    usage_events_counted: parts.length,
    tokens: { input: input + cache_read, cached: cache_read, output },
    models: [...new Set(parts.map(({ model }) => model))].sort(),
  };
}

/** What that is to be. */
export function codexTruth(name: string) {
  const known = truth.codex.get(name);
  if (!known) throw new Error(`nothing is known of ${name}`);
  const { growth_points: _points, session: _session, models, tokens_own, ...same } = known;
  const { input_tokens: input, cached_input_tokens: cached, output_tokens: output } = tokens_own;
  return { ...same, tokens: { input, cached, output }, models: Object.keys(models).sort() };
}
