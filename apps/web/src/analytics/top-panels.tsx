import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TranscriptAgent } from "@pilothouse/contracts";
import { AGENT_WORDS } from "../conversations/words.ts";
import type { Asked } from "./analytics-search.ts";
import { ConversationLink } from "./conversation-link.tsx";
import { type ConversationsFilter, ConversationsLink } from "./conversations-link.tsx";
import { TopPanel } from "./top-panel.tsx";

interface TopPanelsProps {
  asked: Asked;
  filter: ConversationsFilter;
}

/** Where the money went. */
export function TopPanels({ asked, filter }: TopPanelsProps): ReactNode {
  return (
    <div className="grid gap-x-4 lg:grid-cols-2 *:min-w-0">
      {asked.projectId === undefined && (
        <TopPanel
          title="Top projects"
          one="Project"
          groupBy="project"
          asked={asked}
          renderName={({ key }, name) => (
            <Link to="/projects/$id" params={{ id: key }} className="hover:text-accent hover:underline">
              {name}
            </Link>
          )}
        />
      )}
      <TopPanel
        title="Top conversations"
        one="Conversation"
        groupBy="conversation"
        asked={asked}
        renderName={({ key }, name) => <ConversationLink id={key}>{name}</ConversationLink>}
      />
      {asked.model === undefined && (
        <TopPanel
          title="Models"
          one="Model"
          groupBy="model"
          asked={asked}
          renderName={({ key }, name) => <ConversationsLink filter={{ ...filter, model: key }}>{name}</ConversationsLink>}
        />
      )}
      {asked.agent === undefined && (
        <TopPanel
          title="Agents"
          one="Agent"
          groupBy="agent"
          asked={asked}
          renderName={({ key }, name) => <AgentLink agent={key} name={name} filter={filter} />}
        />
      )}
    </div>
  );
}

function AgentLink({ agent, name, filter }: { agent: string; name: string; filter: ConversationsFilter }): ReactNode {
  const known = TranscriptAgent.safeParse(agent);
  if (!known.success) return name;
  return <ConversationsLink filter={{ ...filter, agent: known.data }}>{AGENT_WORDS[known.data]}</ConversationsLink>;
}
