import type { EntryFact, LineFacts } from "../agents/facts.ts";
import type { Feed } from "./feed-rows.ts";
import { greatest, least } from "./sum-feeds.ts";
import { cut, isBareCommand, titleOf } from "./title-of.ts";

const SHOWN: ReadonlySet<string> = new Set(["prompt", "answer", "result", "injected", "error"]);
const COMPACTIONS: ReadonlySet<string> = new Set(["system/compact_boundary", "event_msg/context_compacted"]);
/** What the agent writes down when it has nothing more to do. */
const TURN_ENDS: ReadonlySet<string> = new Set(["system/turn_duration", "system/stop_hook_summary"]);
const FINISHED: ReadonlySet<string> = new Set(["end_turn", "stop_sequence"]);
const SYNTHETIC = "<synthetic>";

export interface ToldEntry {
  readonly entry: EntryFact;
  readonly facts: LineFacts;
  /** When it was, if that can be. */
  readonly at: number | null;
  readonly thread: string;
}

/** Adds what an entry says of its conversation. */
export function tellEntry(feed: Feed, { entry, facts, at, thread }: ToldEntry): void {
  feed.entries += 1;
  feed.first_at = least([feed.first_at, at]);
  feed.last_at = greatest([feed.last_at, at]);
  if (facts.replayed) return;
  if (entry.kind === "error") feed.api_errors += 1;
  if (thread !== "") return;
  if (SHOWN.has(entry.kind)) feed.shown += 1;
  if (COMPACTIONS.has(entry.type)) feed.compactions += 1;
  feed.first_cwd ??= facts.cwd;
  feed.branch = facts.branch ?? feed.branch;
  feed.version = facts.version ?? feed.version;
  feed.ended = endedBehind(entry, feed.ended);
  if (entry.kind === "prompt") tellPrompt(feed, entry);
  if (entry.kind === "answer") tellAnswer(feed, entry);
}

function tellPrompt(feed: Feed, { blocks }: EntryFact): void {
  feed.prompts += 1;
  if (feed.first_prompt === null || isBareCommand(feed.first_prompt)) feed.first_prompt = titleOf(blocks) ?? feed.first_prompt;
}

function tellAnswer(feed: Feed, { blocks, model }: EntryFact): void {
  if (blocks.some((block) => block.kind === "text" && block.text !== "")) feed.answers += 1;
  if (model !== null && model !== SYNTHETIC) feed.model = model;
}

/** What stands beside the conversation changes nothing. */
function endedBehind({ kind, type, stopReason }: EntryFact, ended: Feed["ended"]): Feed["ended"] {
  if (kind === "error") return "error";
  if (TURN_ENDS.has(type)) return ended === "error" ? "error" : "done";
  if (stopReason !== null && FINISHED.has(stopReason)) return "done";
  return kind === "system" || kind === "attachment" || kind === "other" ? ended : null;
}

/** Adds what a line says of its conversation as a whole. */
export function tellSession(feed: Feed, { title, pullRequest, parent }: NonNullable<LineFacts["session"]>): void {
  if (title?.kind === "custom") feed.custom_title = cut(title.text);
  if (title?.kind === "generated") feed.generated_title = cut(title.text);
  feed.pull_request = pullRequest ?? feed.pull_request;
  feed.parent_session = parent ?? feed.parent_session;
}
