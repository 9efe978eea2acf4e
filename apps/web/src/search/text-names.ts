import type { SearchedText } from "@pilothouse/contracts";

/** The texts of a conversation that can be searched, as people call them. */
export const TEXT_NAMES: Readonly<Record<SearchedText, string>> = {
  prompt: "Prompts",
  answer: "Answers",
  thinking: "Thinking",
  input: "Tool input",
  output: "Tool output",
};
