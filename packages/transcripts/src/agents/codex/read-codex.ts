import { countOf, objectOf, textOf, timeOf } from "../../lines/fields.ts";
import type { JsonObject } from "../../lines/parse-line.ts";
import type { LineFacts, RequestFact, SessionFact } from "../facts.ts";
import type { ReaderState, Relatives, TranscriptReader } from "../format.ts";
import { readCodexEntry } from "./read-entry.ts";

/** A fork writes its parent's history anew within that time, in milliseconds. */
const REPLAY_MS = 2_000;

/** How a conversation repeats its parent's history. */
export interface Fork {
  readonly of: string;
  readonly since: number;
  /** How many totals of the parent's have come. */
  readonly taken: number;
  /** The first total of its own; `null`: it is still at its parent's. */
  readonly next: number | null;
  /** The parent was not known, so that the time had to tell. */
  readonly guessed: boolean;
}

interface State {
  sessionId: string | null;
  cwd: string | null;
  branch: string | null;
  version: string | null;
  model: string | null;
  /** The running total of tokens on the last line that had one. */
  total: number;
  /** The conversation that started this one. */
  parent: string | null;
  fork: Fork | null;
}

interface Rollout {
  readonly relatives: Relatives;
  /** Its conversation, as its name tells: the line that says so may be broken. */
  readonly session: string | null;
}

/** Reads a rollout of Codex. What a fork repeats of its parent is marked, and none of its tokens count. */
export function openCodexReader(saved: ReaderState, rollout: Rollout): TranscriptReader {
  const state = restore(saved);
  return {
    get state() {
      return { ...state };
    },
    read(object) {
      const type = textOf(object["type"]) ?? "untyped";
      const payload = objectOf(object["payload"]) ?? {};
      const at = timeOf(object["timestamp"]);
      if (type === "session_meta") begin(state, payload, at);
      if (type === "turn_context") turn(state, payload);
      const requests = payload["type"] === "token_count" ? readTokens(state, { payload, at, ...rollout }) : [];
      const { entry, unknown } = readCodexEntry(type, payload);
      return {
        sessionId: state.sessionId,
        at,
        cwd: state.cwd,
        branch: state.branch,
        version: state.version,
        entry: entry && { ...entry, model: entry.kind === "answer" ? state.model : null },
        replayed: isReplay(state, at),
        requests,
        session: type === "session_meta" ? parentOf(state) : readSession(payload),
        unknown,
      } satisfies LineFacts;
    },
  };
}

function restore(saved: ReaderState): State {
  return {
    sessionId: textOf(saved?.["sessionId"]),
    cwd: textOf(saved?.["cwd"]),
    branch: textOf(saved?.["branch"]),
    version: textOf(saved?.["version"]),
    model: textOf(saved?.["model"]),
    total: countOf(saved?.["total"]),
    parent: textOf(saved?.["parent"]),
    fork: forkOf(saved),
  };
}

/** What a saved state says of the parent's history. */
export function forkOf(saved: ReaderState): Fork | null {
  const fork = objectOf(saved?.["fork"]);
  const of = textOf(fork?.["of"]);
  if (of === null) return null;
  const next = fork?.["next"];
  return {
    of,
    since: countOf(fork?.["since"]),
    taken: countOf(fork?.["taken"]),
    next: typeof next === "number" ? next : null,
    guessed: fork?.["guessed"] === true,
  };
}

/** A fork repeats its parent's first line, too: only the first is its own. */
function begin(state: State, payload: JsonObject, at: number | null): void {
  const id = textOf(payload["id"]);
  const fork = (of: string): Fork => ({ of, since: at ?? 0, taken: 0, next: null, guessed: false });
  if (state.sessionId !== null) {
    if (id !== null && id === state.parent) state.fork ??= fork(id);
    return;
  }
  state.sessionId = id;
  state.cwd = textOf(payload["cwd"]);
  state.branch = textOf(objectOf(payload["git"])?.["branch"]);
  state.version = textOf(payload["cli_version"]);
  const forkedFrom = textOf(payload["forked_from_id"]);
  if (forkedFrom !== null && at !== null) state.fork = fork(forkedFrom);
  const spawn = objectOf(objectOf(objectOf(payload["source"])?.["subagent"])?.["thread_spawn"]);
  state.parent = forkedFrom ?? textOf(spawn?.["parent_thread_id"]) ?? textOf(payload["parent_thread_id"]);
}

function parentOf({ parent }: State): SessionFact | null {
  return parent === null ? null : { parent };
}

function turn(state: State, payload: JsonObject): void {
  state.model = textOf(payload["model"]) ?? state.model;
  state.cwd = textOf(payload["cwd"]) ?? state.cwd;
}

function isReplay({ fork }: State, at: number | null): boolean {
  return fork !== null && fork.next === null && (at === null || at - fork.since <= REPLAY_MS);
}

interface Counted extends Rollout {
  readonly payload: JsonObject;
  readonly at: number | null;
}

/** A step counts when the running total has grown; repeats of the last one are frequent. */
function readTokens(state: State, { payload, at, relatives, session }: Counted): RequestFact[] {
  const info = objectOf(payload["info"]);
  const all = objectOf(info?.["total_token_usage"]);
  if (!info || !all) return [];
  const total = countOf(all["total_tokens"]);
  if (total === state.total) return [];
  state.total = total;
  if (isParents(state, { total, at, relatives })) return [];
  const step = objectOf(info["last_token_usage"]) ?? {};
  const cached = Math.min(countOf(step["cached_input_tokens"]), countOf(step["input_tokens"]));
  const tokens = {
    input: countOf(step["input_tokens"]) - cached,
    output: countOf(step["output_tokens"]),
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheRead: cached,
  };
  const model = state.model ?? "unknown";
  const place = { webSearches: 0, serviceTier: null, region: null, fast: false, extra: false };
  return [{ key: `${state.sessionId ?? session ?? ""} ${total}`, kind: "own", model, tokens, total, ...place }];
}

/** Whether this total is the parent's, the next in turn; without the parent, whether it came with the rest of its history. */
function isParents(state: State, { total, at, relatives }: { total: number } & Omit<Counted, "payload" | "session">): boolean {
  const { fork } = state;
  if (!fork || fork.next !== null) return false;
  const totals = relatives.totalsOf(fork.of);
  const same = totals ? totals[fork.taken] === total : isReplay(state, at);
  const guessed = fork.guessed || totals === null;
  state.fork = same ? { ...fork, guessed, taken: fork.taken + 1 } : { ...fork, guessed, next: total };
  return same;
}

function readSession(payload: JsonObject): SessionFact | null {
  if (payload["type"] !== "thread_name_updated") return null;
  const text = textOf(payload["thread_name"]);
  return text === null ? null : { title: { kind: "custom", text, leafUuid: null } };
}
