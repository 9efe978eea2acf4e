import { basename, dirname, sep } from "node:path";
import type Sqlite from "better-sqlite3";
import { dollars } from "./claude-figures.ts";
import { count } from "./count.ts";

interface Sum {
  readonly name: string;
  readonly requests: number;
  readonly advisor_calls: number;
  readonly mirror_only_requests: number;
  readonly input: number;
  readonly output: number;
  readonly cache_write_5m: number;
  readonly cache_write_1h: number;
  readonly cache_read: number;
  readonly web_search_requests: number;
  readonly nanos: number;
}

/** What the store knows of all of Claude Code's files, in the words of TRUTH.json. */
export function wholeFigures(db: Sqlite.Database) {
  const conversations = (what: string) => count(db, `select sum(${what}) from conversations where agent = 'claude'`);
  return {
    claude_human_prompts: conversations("prompts"),
    claude_tool_calls: conversations("tool_calls"),
    claude_tool_errors: conversations("tool_errors"),
    totals: sumOf(db, "extra = 0 and kind <> 'mirror'"),
    advisor: sumOf(db, "extra = 1"),
    mirror_only: sumOf(db, "kind = 'mirror'"),
    grand_total: sumOf(db, "true"),
    of_which_in_subagents: sumOf(db, "sidechain = 1"),
    unpriced_requests: count(db, "select count(*) from requests where agent = 'claude' and cost_nanos is null"),
    by_model: sumBy(db, "model"),
    by_utc_day: sumBy(db, "date(at / 1000, 'unixepoch')"),
    by_project_dir: byFolder(db),
  };
}

const SUMS = `sum(extra = 0) requests, sum(extra) advisor_calls, sum(kind = 'mirror') mirror_only_requests, sum(input) input,
  sum(output) output, sum(cache_write_5m) cache_write_5m, sum(cache_write_1h) cache_write_1h, sum(cache_read) cache_read,
  sum(web_searches) web_search_requests, sum(cost_nanos) nanos from requests where agent = 'claude'`;

function sumOf(db: Sqlite.Database, where: string) {
  const [sum] = db.prepare<[], Sum>(`select '' name, ${SUMS} and ${where}`).all();
  return sum ? figuresOf(sum) : null;
}

function sumBy(db: Sqlite.Database, what: string) {
  const rows = db.prepare<[], Sum>(`select ${what} name, ${SUMS} group by 1`).all();
  return Object.fromEntries(rows.map((row) => [row.name, figuresOf(row)]));
}

/** By the folder in which the conversation's own transcript lies. */
function byFolder(db: Sqlite.Database) {
  const rows = db.prepare<[], Sum>(`select ${FOLDER} name, ${SUMS} group by 1`).all();
  const byName = Map.groupBy(rows, ({ name }) => basename(dirname(name.replaceAll("/", sep))));
  return Object.fromEntries([...byName].map(([name, group]) => [name, figuresOf(group.reduce(add))]));
}

const FOLDER = `(select path from feeds join files on files.id = feeds.file where feeds.conversation = requests.conversation
  order by files.role = 'main' desc, files.id limit 1)`;

function add(one: Sum, other: Sum): Sum {
  return {
    name: one.name,
    requests: one.requests + other.requests,
    advisor_calls: one.advisor_calls + other.advisor_calls,
    mirror_only_requests: one.mirror_only_requests + other.mirror_only_requests,
    input: one.input + other.input,
    output: one.output + other.output,
    cache_write_5m: one.cache_write_5m + other.cache_write_5m,
    cache_write_1h: one.cache_write_1h + other.cache_write_1h,
    cache_read: one.cache_read + other.cache_read,
    web_search_requests: one.web_search_requests + other.web_search_requests,
    nanos: one.nanos + other.nanos,
  };
}

function figuresOf({ name: _name, nanos, ...sums }: Sum) {
  return { ...sums, cost_usd: dollars(nanos) };
}
