import type Sqlite from "better-sqlite3";
import { truth } from "../../testing/truth.ts";
import { count, counts } from "./count.ts";

/** What the store knows of one file of Gemini's. */
export function geminiFigures(db: Sqlite.Database, path: string) {
  const file = count(db, "select id from files where path = ?", path);
  const sum = (what: string) => count(db, `select sum(${what}) from request_parts where file = ?`, file);
  return {
    messages: count(db, "select count(*) from entries where file = ?", file),
    by_type: counts(db, "select type name, count(*) number from entries where file = ? group by 1", file),
    models: counts(db, "select model name, count(*) number from request_parts where file = ? group by 1", file),
    tool_calls: counts(
      db,
      `select blocks.name name, count(*) number from blocks join entries on entries.id = blocks.entry
       where file = ? and blocks.kind = 'call' group by 1`,
      file,
    ),
    tokens: { input: sum("input + cache_read"), cached: sum("cache_read"), output: sum("output") },
  };
}

/** What that is to be. */
export function geminiTruth(name: string) {
  const known = truth.gemini.get(name);
  if (!known) throw new Error(`nothing is known of ${name}`);
  const { session_id: _session, tokens_sum, ...same } = known;
  const { input = 0, cached = 0, output = 0, thoughts = 0 } = tokens_sum;
  return { ...same, tokens: { input, cached, output: output + thoughts } };
}
