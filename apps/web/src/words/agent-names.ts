import type { TranscriptAgent } from "@pilothouse/contracts";

/** Agents as people call them. */
export const AGENT_NAMES: Readonly<Record<TranscriptAgent, string>> = {
  claude: "Claude Code",
  codex: "Codex",
  gemini: "Gemini",
};
