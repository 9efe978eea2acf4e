import type { Conversation, EventChannel, ListConversations } from "@pilothouse/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { useReadingAnew } from "../events/use-reading-anew.ts";
import { plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { Answered } from "../ui/answered.tsx";
import { Panel } from "../ui/page.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { AGENT_WORDS, modelWords, STATUS_WORDS } from "../conversations/words.ts";
import { formatCost } from "../words/format-usd.ts";
import { ConversationLink } from "./conversation-link.tsx";

const CHANNELS: readonly EventChannel[] = ["conversations"];

interface ConversationsPanelProps {
  title: string;
  list: NonNullable<ListConversations>;
  /** What is said when there is none; `null`: then there is no panel. */
  empty: string | null;
  aside?: ReactNode;
}

/** A few conversations, each with a link to it. */
export function ConversationsPanel({ title, list, empty, aside }: ConversationsPanelProps): ReactNode {
  const page = useQuery(api.conversations.list.queryOptions(list, { placeholderData: keepPreviousData }));
  useReadingAnew(CHANNELS, page.refetch);
  if (empty === null && !page.isError && (page.data?.conversations.length ?? 0) === 0) return null;
  return (
    <Panel title={title} aside={aside}>
      <Answered query={page} what={title.toLowerCase()} rows={3}>
        {({ conversations }) =>
          conversations.length === 0 ? (
            <p className="px-3 py-4 text-ink-soft">{empty}</p>
          ) : (
            <ul aria-label={title}>
              {conversations.map((conversation) => (
                <ConversationRow key={conversation.id} conversation={conversation} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  );
}

function ConversationRow({ conversation }: { conversation: Conversation }): ReactNode {
  const { id, title, status, agent, projectName, model, spent, lastAt } = conversation;
  return (
    <li className="relative grid min-h-12 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0 hover:bg-hover sm:grid-cols-[auto_minmax(0,1fr)_5rem_6rem]">
      <StateMark state={STATUS_WORDS[status]} />
      <div className="min-w-0">
        <ConversationLink
          id={id}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {plainTitle(title)}
        </ConversationLink>
        <span className="block truncate text-xs text-ink-faint">
          {[projectName, AGENT_WORDS[agent], model && modelWords(model)]
            .flatMap((part) => (part ? [plainTitle(part)] : []))
            .join(" · ")}
        </span>
      </div>
      <span className="text-right tabular-nums">{formatCost(spent)}</span>
      <span className="text-right text-xs text-ink-soft max-sm:hidden">{lastAt !== null && <Ago at={lastAt} />}</span>
    </li>
  );
}
