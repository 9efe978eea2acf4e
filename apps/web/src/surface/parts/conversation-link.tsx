import type { Terminal, TranscriptAgent } from "@pilothouse/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../../api/query.ts";
import { useEvents } from "../../events/use-events.ts";
import { formatCost } from "../../words/format-usd.ts";

const CHANNELS = ["conversations"] as const;
const AGENTS: readonly string[] = ["claude", "codex", "gemini"] satisfies TranscriptAgent[];

/** Whether an agent in this terminal writes down what it does. */
export function mayHaveConversation({ conversation, command }: Pick<Terminal, "conversation" | "command">): boolean {
  return conversation !== null || AGENTS.includes(command[0]?.split("/").at(-1) ?? "");
}

/** Leads to what the agent in a terminal writes down, and says what that has cost so far; nothing while it has not begun. */
export function ConversationLink({ terminalId }: { terminalId: string }): ReactNode {
  const queries = useQueryClient();
  const options = api.conversations.list.queryOptions({ terminalId, limit: 1 });
  const found = useQuery(options);
  useEvents(CHANNELS, (event) => {
    if (event.type !== "conversation" || event.conversation.terminalId !== terminalId) return;
    queries.setQueryData(options.queryKey, { conversations: [event.conversation], next: null });
  });
  const conversation = found.data?.conversations[0];
  if (!conversation) return null;
  return (
    <Link
      to="/conversations/$id"
      params={{ id: conversation.id }}
      title="Read the conversation"
      className="inline-flex h-8 items-center gap-1.5 rounded px-2 text-xs text-ink-soft hover:bg-hover hover:text-ink max-sm:h-11"
    >
      <MessagesSquare size={16} strokeWidth={1.75} aria-hidden />
      <span className="sr-only">Read the conversation, </span>
      <span className="max-sm:sr-only">{formatCost(conversation.spent)}</span>
    </Link>
  );
}
