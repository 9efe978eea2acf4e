import type { Project } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { Cell, type Column, Row, Table } from "../ui/table.tsx";
import { AGENT_WORDS } from "../conversations/words.ts";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, unpricedWords } from "../words/format-usd.ts";
import { folderWords } from "./folder-words.ts";

const COLUMNS: readonly Column[] = [
  { name: "Project" },
  { name: "Agents", wide: true },
  { name: "Conversations", number: true, wide: true },
  { name: "Tokens", number: true, wide: true },
  { name: "Spend", number: true },
  { name: "Last used", number: true },
];

/** Projects with what went on in them; each leads to its page. */
export function ProjectsTable({ projects }: { projects: readonly Project[] }): ReactNode {
  return (
    <Table label="Projects" columns={COLUMNS}>
      {projects.map((project) => (
        <ProjectRow key={project.id} project={project} />
      ))}
    </Table>
  );
}

function ProjectRow({ project }: { project: Project }): ReactNode {
  const { id, name, folders, archivedAt, agents, conversations, spent, lastAt } = project;
  const tokens = tokensOf(spent);
  return (
    <Row>
      <Cell head>
        <Link to="/projects/$id" params={{ id }} className="font-medium hover:text-accent hover:underline">
          {plainTitle(name)}
        </Link>
        {archivedAt !== null && <span className="ml-2 text-xs text-ink-faint">archived</span>}
        <span className="block font-mono text-xs break-all text-ink-faint" title={folders.join("\n")}>
          {folderWords(folders)}
        </span>
      </Cell>
      <Cell wide>
        <span className="text-ink-soft">{agents.map((agent) => AGENT_WORDS[agent]).join(", ")}</span>
      </Cell>
      <Cell number wide>
        {conversations.toLocaleString("en-US")}
      </Cell>
      <Cell number wide title={exactTokens(tokens)}>
        {formatTokens(tokens)}
      </Cell>
      <Cell number title={unpricedWords(spent.unpricedRequests) ?? undefined}>
        {formatCost(spent)}
      </Cell>
      <Cell number>{lastAt === null ? "—" : <Ago at={lastAt} />}</Cell>
    </Row>
  );
}
