import type { ConversationSort, ConversationStatus, ListConversations, TranscriptAgent } from "@pilothouse/contracts";
import { dayStart } from "../time/day-start.ts";

/** What the list is asked for, as the URL keeps it. Days are the viewer's. */
export interface ConversationsSearch {
  /** Words in the title, project or branch. */
  q?: string;
  project?: string;
  agent?: TranscriptAgent;
  status?: ConversationStatus;
  model?: string;
  branch?: string;
  tool?: string;
  errors?: true;
  /** Such as `2026-01-31`. */
  from?: string;
  to?: string;
  sort?: ConversationSort;
  order?: "asc";
}

/** What the reader shows of the conversation of its path. */
export interface ReaderSearch {
  /** The entry that is looked at. */
  message?: number;
  /** The subagent that is read, in place of the conversation itself. */
  thread?: string;
  panel?: "analytics";
}

// The addresses of all pages are read before any page is: the schemas would be too much for that.
const AGENTS: readonly TranscriptAgent[] = ["claude", "codex", "gemini"];
const STATUSES: readonly ConversationStatus[] = ["active", "waiting", "completed", "error"];
const SORTS: readonly ConversationSort[] = ["started", "cost", "tokens", "prompts", "errors"];
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const WORDS = ["q", "model", "branch", "tool"] as const;
const DAYS = ["from", "to"] as const;

export function conversationsSearch(search: Record<string, unknown>): ConversationsSearch {
  const found: ConversationsSearch = {};
  for (const name of WORDS) {
    const word = search[name];
    if ((typeof word === "string" || typeof word === "number") && word !== "") found[name] = String(word);
  }
  for (const name of DAYS) {
    const day = search[name];
    if (typeof day === "string" && dayStart(day) !== null) found[name] = day;
  }
  const { project } = search;
  const agent = AGENTS.find((known) => known === search["agent"]);
  const status = STATUSES.find((known) => known === search["status"]);
  const sort = SORTS.find((known) => known === search["sort"]);
  return {
    ...found,
    ...(typeof project === "string" && ID.test(project) && { project }),
    ...(agent && { agent }),
    ...(status && { status }),
    ...(sort && { sort }),
    ...(search["errors"] === true && { errors: true }),
    ...(search["order"] === "asc" && { order: "asc" }),
  };
}

export function readerSearch(search: Record<string, unknown>): ReaderSearch {
  const { message, thread, panel } = search;
  return {
    ...(typeof message === "number" && Number.isSafeInteger(message) && message > 0 && { message }),
    ...((typeof thread === "string" || typeof thread === "number") && thread !== "" && { thread: String(thread) }),
    ...(panel === "analytics" && { panel }),
  };
}

/** What the server is asked for. */
export function listOf(search: ConversationsSearch): ListConversations {
  const { q, project, agent, status, model, branch, tool, errors, from, to, sort, order } = search;
  const begin = from === undefined ? null : dayStart(from);
  const end = to === undefined ? null : dayStart(to, 1);
  return {
    ...(q !== undefined && { title: q }),
    ...(project !== undefined && { projectId: project }),
    ...(agent !== undefined && { agent }),
    ...(status !== undefined && { status }),
    ...(model !== undefined && { model }),
    ...(branch !== undefined && { branch }),
    ...(tool !== undefined && { tool }),
    ...(errors && { hasErrors: true }),
    // While a year is typed, it is one long ago.
    ...(begin !== null && { from: Math.max(0, begin) }),
    ...(end !== null && { to: Math.max(0, end) }),
    ...(sort !== undefined && { sort }),
    ...(order !== undefined && { order }),
  };
}

type Now = { readonly [name in keyof (ConversationsSearch & ReaderSearch)]?: unknown };

/** The address of the reader with a change of what it shows; the filters of the list stay. */
export function inReader(change: (now: ReaderSearch) => ReaderSearch): (now: Now) => ConversationsSearch & ReaderSearch {
  return (now) => ({ ...conversationsSearch({ ...now }), ...change(readerSearch({ ...now })) });
}

/** What the reader shows but for one thing. */
export function without(now: ReaderSearch, name: keyof ReaderSearch): ReaderSearch {
  const { [name]: _, ...rest } = now;
  return rest;
}

/** The address of the list alone, with its filters. */
export const toList = inReader(() => ({}));
