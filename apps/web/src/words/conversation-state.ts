import type { ConversationStatus } from "@pilothouse/contracts";
import type { StateWords } from "../terminals/describe.ts";

/** How a conversation stands, in words and in the tone that goes with them. */
export const CONVERSATION_STATES: Readonly<Record<ConversationStatus, StateWords>> = {
  active: { tone: "working", words: "Active" },
  waiting: { tone: "waiting", words: "Needs you" },
  completed: { tone: "done", words: "Completed" },
  error: { tone: "failed", words: "Ended with an error" },
};
