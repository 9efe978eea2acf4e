import type { ConversationDetails, Message } from "@pilothouse/contracts";

const KINDS: Readonly<Record<Message["kind"], string>> = {
  prompt: "Prompt",
  injected: "Told by the agent",
  result: "Result",
  answer: "Answer",
  summary: "Summary",
  error: "Error",
  system: "System",
  attachment: "Attachment",
  other: "Other",
};

/** Who wrote it and when. */
export function headingOf({ kind, thread, at, copied }: Message): string {
  const parts = [
    KINDS[kind],
    thread === null ? "" : `subagent ${thread}`,
    timeOf(at),
    copied ? "from an older conversation" : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** What is known of the conversation as a whole, by name. */
export function factsOf(conversation: ConversationDetails): readonly (readonly [string, string])[] {
  const { agent, version, sessionId, projectName, cwd, branch, model, startedAt, lastAt, prompts, toolCalls, spent } =
    conversation;
  const tokens = spent.input + spent.output + spent.cacheWrite5m + spent.cacheWrite1h + spent.cacheRead;
  const facts: readonly (readonly [string, string | null])[] = [
    ["Agent", version === null ? agent : `${agent} ${version}`],
    ["Session", sessionId],
    ["Project", projectName],
    ["Folder", cwd],
    ["Branch", branch],
    ["Model", model],
    ["From", timeOf(startedAt)],
    ["To", timeOf(lastAt)],
    ["Prompts", String(prompts)],
    ["Tool calls", String(toolCalls)],
    ["Tokens", tokens.toLocaleString("en")],
    ["Cost", spent.costUsd === null ? "not known" : `$${spent.costUsd.toFixed(4)}`],
  ];
  return facts.flatMap(([name, fact]) => (fact === null || fact === "" ? [] : [[name, fact] as const]));
}

function timeOf(at: number | null): string {
  return at === null
    ? ""
    : new Date(at)
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, " UTC");
}
