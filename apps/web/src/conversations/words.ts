import type { ConversationStatus, ToolOutcome, TranscriptAgent } from "@pilothouse/contracts";
import type { StateWords } from "../terminals/describe.ts";

/** How a conversation stands, in words and in the tone that goes with them. */
export const STATUS_WORDS: Readonly<Record<ConversationStatus, StateWords>> = {
  active: { tone: "working", words: "Active" },
  waiting: { tone: "waiting", words: "Needs you" },
  completed: { tone: "done", words: "Completed" },
  error: { tone: "failed", words: "Error" },
};

export const AGENT_WORDS: Readonly<Record<TranscriptAgent, string>> = { claude: "Claude", codex: "Codex", gemini: "Gemini" };

/** What came of a tool's call. */
export const OUTCOME_WORDS: Readonly<Record<ToolOutcome, StateWords>> = {
  ok: { tone: "done", words: "Done" },
  failed: { tone: "failed", words: "Failed" },
  denied: { tone: "waiting", words: "Denied by a rule" },
  refused: { tone: "waiting", words: "Refused by a person" },
};

/** A model's name without its maker and the date of its version. */
export function modelWords(model: string): string {
  return model.replace(/^(?:[\w.-]+\/)?(?:claude-)?/, "").replace(/-20\d{6}$/, "") || model;
}

/** So many of something: `1 prompt`, `12,000 prompts`. */
export function countWords(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : more}`;
}
