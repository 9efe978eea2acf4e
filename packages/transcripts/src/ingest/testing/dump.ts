import type Sqlite from "better-sqlite3";

const entry = (id: string) =>
  `(select at.path || ' ' || one.offset || ' ' || one.part from entries one join files at on at.id = one.file where one.id = ${id})`;
const PATH = "(select at.path from files at where at.id = file)";
const SESSION = "(select one.session from conversations one where one.id = conversation)";
const FOLDER = "(select one.folder from projects one where one.id = project)";

/** All that is in the store, without the numbers that depend on the order in which it came. */
const TABLES = {
  files: `select path, role, thread, session, size, offset, head, anchor, state, lines, objects, blanks, bad from files`,
  feeds: `select ${PATH} path, ${SESSION} conversation, feeds.* from feeds`,
  conversations: `select ${FOLDER} folder, conversations.* from conversations`,
  entries: `select ${SESSION} conversation, ${entry("entries.original")} original, ${PATH} path, entries.* from entries`,
  blocks: `select ${entry("entry")} entry, ${SESSION} conversation, blocks.* from blocks`,
  calls: `select ${SESSION} conversation, ${entry("call_entry")} call_entry, ${entry("result_entry")} result_entry, calls.* from calls`,
  parts: `select ${PATH} path, ${SESSION} conversation, request_parts.* from request_parts`,
  requests: `select ${SESSION} conversation, ${FOLDER} folder, requests.* from requests`,
  bad: `select ${PATH} path, offset, length, reason from bad_lines`,
  unknown: `select ${PATH} path, kind, lines from unknown_kinds`,
  summaries: `select ${PATH} path, leaf_uuid, text from summaries`,
};
/** Of the tables themselves; a column of the same name in front of them says what they stand for. */
const NUMBERS = new Set(["id", "public_id", "generation", "file", "project", "missing_since"]);

export function dump({ db, home }: DumpedStore): readonly string[] {
  const rows = Object.entries(TABLES).flatMap(([name, sql]) => rowsOf(db, sql).map((row) => `${name} ${row}`));
  return [...rows, ...wordsOf(db)].map((row) => row.replaceAll(home, "")).sort();
}

/** Rows of the one store that the other has not, with a sign in front of them. */
export function difference(one: DumpedStore, other: DumpedStore): readonly string[] {
  const [ones, others] = [dump(one), dump(other)];
  const [known, met] = [new Set(ones), new Set(others)];
  const missing = ones.filter((row) => !met.has(row)).map((row) => `- ${row}`);
  return [...missing, ...others.filter((row) => !known.has(row)).map((row) => `+ ${row}`)].slice(0, SHOWN);
}

interface DumpedStore {
  readonly db: Sqlite.Database;
  readonly home: string;
}

const SHOWN = 20;

function rowsOf(db: Sqlite.Database, sql: string): readonly string[] {
  const statement = db.prepare<[], unknown[]>(sql).raw();
  const columns = statement.columns().map(({ name }) => name);
  const isTold = columns.map((name, at) => !NUMBERS.has(name) && columns.indexOf(name) === at);
  return statement.all().map((row) => JSON.stringify(row.flatMap((value, at) => (isTold[at] ? [[columns[at], value]] : []))));
}

/** What a search can find, and how often. */
function wordsOf(db: Sqlite.Database): readonly string[] {
  db.exec("create virtual table if not exists temp.words using fts5vocab('main', 'found', 'row')");
  return db
    .prepare<[], unknown[]>("select term, doc, cnt from temp.words order by term")
    .raw()
    .all()
    .map((row) => row.join(" "));
}
