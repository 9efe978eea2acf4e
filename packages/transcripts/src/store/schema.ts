/** Grows with every change of the tables. */
export const VERSION = 1;

/**
 * Times are milliseconds since 1970. `owner` is `user:<id>` or `team:<id>`, or empty while a root is nobody's: what is of
 * different owners never meets, so each counts for itself what several have.
 *
 * What a file said is in `entries`, `blocks`, `calls` and `request_parts`; `conversations`, `projects` and `requests` are
 * made from these again wherever one of them changes.
 */
export const SCHEMA = `
  create table roots (
    id integer primary key, public_id text not null unique, agent text not null, path text not null, owner text not null,
    unique (agent, path)
  ) strict;

  -- role: main | subagent | compaction. session: whose it is by its place. size, offset: bytes. state: the reader's, JSON.
  -- Read up to offset; head and anchor are hashes of the first 4 KiB and of up to 64 KiB before the offset.
  create table files (
    id integer primary key, root integer not null references roots (id), owner text not null, agent text not null,
    path text not null unique, role text not null, thread text, session text,
    dev text not null, inode text not null, size integer not null, mtime_ms real not null, ctime_ms real not null,
    offset integer not null, head text not null, anchor text not null, state text,
    lines integer not null default 0, objects integer not null default 0, blanks integer not null default 0,
    bad integer not null default 0, missing_since integer, read_at integer not null
  ) strict;
  create index files_of_session on files (owner, agent, session);
  create index files_of_inode on files (dev, inode);
  create index files_of_root on files (root);

  -- What each file brings to each conversation: the conversation is the sum of these. The texts are the file's last word,
  -- the first cwd and prompt apart. shown: entries that make it a conversation of a person's.
  create table feeds (
    file integer not null references files (id), conversation integer not null, role text not null,
    first_at integer, last_at integer, first_cwd text, first_prompt text, custom_title text, generated_title text,
    branch text, model text, version text, pull_request text, parent_session text, ended text,
    entries integer not null, shown integer not null, prompts integer not null, answers integer not null,
    tool_calls integer not null, tool_errors integer not null, api_errors integer not null, compactions integer not null,
    subagents integer not null,
    primary key (file, conversation)
  ) strict, without rowid;
  create index feeds_of_conversation on feeds (conversation);
  create index feeds_of_parent on feeds (parent_session) where parent_session is not null;
  -- Titles of whichever conversation has the entry leaf_uuid.
  create table summaries (
    owner text not null, leaf_uuid text not null, file integer not null, text text not null, primary key (leaf_uuid, file)
  ) strict, without rowid;
  create index summaries_of_file on summaries (file);
  -- Conversations that have entries of the same uuid. own_at: the time of the first entry of the one that the other has not.
  create table kin (
    conversation integer not null, other integer not null, has_own integer not null, own_at integer,
    primary key (conversation, other)
  ) strict, without rowid;

  -- folder: the repository's main folder, or the working folder where there is none.
  create table projects (
    id integer primary key, public_id text not null unique, owner text not null, folder text not null, unique (owner, folder)
  ) strict;
  -- Working folders that were met, and the project of each.
  create table places (
    owner text not null, cwd text not null, project integer not null references projects (id), primary key (owner, cwd)
  ) strict, without rowid;
  create index places_of_project on places (project);

  -- Made from entries and requests. listed is 0 while nothing but summaries or subagents are known of it.
  create table conversations (
    id integer primary key, public_id text not null unique, owner text not null, agent text not null, session text not null,
    generation integer not null default 0, listed integer not null default 0,
    custom_title text, generated_title text, summary_title text, first_prompt text,
    project integer references projects (id), cwd text, branch text, model text, version text, pull_request text,
    parent_session text, started_at integer, last_at integer, ended text,
    entries integer not null default 0, prompts integer not null default 0, answers integer not null default 0,
    tool_calls integer not null default 0, tool_errors integer not null default 0, api_errors integer not null default 0,
    compactions integer not null default 0, subagents integer not null default 0, understated integer not null default 0,
    missing_since integer,
    requests integer not null default 0, extra_calls integer not null default 0, input integer not null default 0,
    output integer not null default 0, cache_write_5m integer not null default 0, cache_write_1h integer not null default 0,
    cache_read integer not null default 0, cost_nanos integer not null default 0, priced integer not null default 0,
    unpriced integer not null default 0,
    unique (owner, agent, session)
  ) strict;
  create index conversations_by_last on conversations (owner, listed, ifnull(last_at, 0));
  create index conversations_by_start on conversations (owner, listed, ifnull(started_at, 0));
  create index conversations_by_cwd on conversations (owner, cwd);
  create index conversations_of_project on conversations (project, last_at);
  create index conversations_of_parent on conversations (owner, agent, parent_session);

  -- part: which object of a line that holds several. thread: a subagent's id, '' for the conversation itself.
  -- original: the entry of another conversation that has the same uuid and was there first.
  create table entries (
    id integer primary key autoincrement, conversation integer not null references conversations (id),
    file integer not null references files (id), offset integer not null, length integer not null, part integer not null,
    thread text not null, uuid text, parent_uuid text, logical_parent_uuid text,
    kind text not null, type text not null, at integer, cwd text, model text, turn_ms integer,
    replayed integer not null default 0, failed integer not null default 0, original integer, request_key text
  ) strict;
  create index entries_of_conversation on entries (conversation, id);
  create index entries_of_thread on entries (conversation, thread, id);
  create index entries_that_failed on entries (conversation, id) where failed = 1;
  create index entries_of_file on entries (file);
  create index entries_by_uuid on entries (uuid) where uuid is not null;
  -- Of what people and models wrote, without copies.
  create index entries_by_time on entries (at, kind, conversation)
    where kind in ('prompt', 'answer') and thread = '' and original is null and replayed = 0;

  -- kind: text | thinking | call | result | media | other. name: of the tool, the media type, the unknown type.
  -- text has the first characters of \`length\`, and is last so that the rest is read without it; bytes is the size of media.
  create table blocks (
    id integer primary key, entry integer not null references entries (id), ordinal integer not null,
    conversation integer not null, kind text not null, searched text, call_id text, name text, remote integer not null default 0,
    outcome text, length integer not null, bytes integer, at integer, text text not null
  ) strict;
  create index blocks_of_entry on blocks (entry, ordinal);
  -- Only of blocks with \`searched\` (prompt | answer | thinking | input | output) in entries that are no copies.
  create virtual table found using fts5 (
    text, content='blocks', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='3'
  );

  -- file_path, access (read | write), command: what the call was about, where that is known.
  create table calls (
    id integer primary key, conversation integer not null references conversations (id), call_id text not null,
    thread text not null, name text not null, remote integer not null, call_entry integer, result_entry integer,
    called_at integer, ended_at integer, outcome text, file_path text, access text, command text,
    copied integer not null default 0,
    unique (conversation, call_id)
  ) strict;
  create index calls_by_name on calls (conversation, name);
  create index calls_by_time on calls (called_at);
  create index calls_of_entry on calls (call_entry);
  create index calls_of_result on calls (result_entry);

  -- The greatest of each counter that one file has for one request. at: its first line. thread as in entries. unfinished:
  -- of a version that wrote down few output tokens, and no line of it tells why the model stopped.
  create table request_parts (
    owner text not null, key text not null, file integer not null references files (id), conversation integer not null,
    thread text not null, kind text not null, model text not null, cwd text, at integer,
    input integer not null, output integer not null, cache_write_5m integer not null, cache_write_1h integer not null,
    cache_read integer not null, web_searches integer not null, service_tier text, region text, fast integer not null,
    extra integer not null, unfinished integer not null, total integer,
    primary key (owner, key, file)
  ) strict, without rowid;
  create index parts_of_file on request_parts (file);

  -- One row a request, made from its parts. kind: own | advisor | compaction | mirror; extra: 1 where it was asked in the
  -- course of another one. cost_nanos: whole billionths of a dollar; null: no known price.
  create table requests (
    owner text not null, key text not null, conversation integer not null, thread text not null, project integer,
    agent text not null, kind text not null, extra integer not null, model text not null, at integer,
    input integer not null, output integer not null, cache_write_5m integer not null, cache_write_1h integer not null,
    cache_read integer not null, web_searches integer not null, service_tier text, region text, fast integer not null,
    cost_nanos integer, sidechain integer not null default 0, understated integer not null default 0,
    primary key (owner, key)
  ) strict, without rowid;
  -- Has all that is added up, so that a year's requests are read in one go.
  create index requests_by_time on requests (
    owner, at, extra, input, output, cache_write_5m, cache_write_1h, cache_read, cost_nanos, agent, model, project, conversation
  );
  create index requests_of_conversation on requests (conversation, at);
  create index requests_of_model on requests (conversation, model);

  create table bad_lines (
    id integer primary key, file integer not null references files (id), offset integer not null, length integer not null,
    reason text not null, at integer not null
  ) strict;
  create index bad_lines_of_file on bad_lines (file);
  create table unknown_kinds (file integer not null, kind text not null, lines integer not null, primary key (file, kind)) strict, without rowid;
  create table settings (name text primary key, value text not null) strict, without rowid;
`;
