import type { Conversation, TranscriptAgent } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import { statusOf, terminalOf } from "./conversation-status.ts";
import { claimOf, nameOf } from "./projects-in-sight.ts";
import type { Sight } from "./sight.ts";
import { SPENT_COLUMNS, type SpentRow, toSpent } from "./spent.ts";

export interface ConversationRow extends SpentRow {
  readonly id: number;
  readonly public_id: string;
  readonly owner: string;
  readonly agent: TranscriptAgent;
  readonly session: string;
  readonly generation: number;
  readonly custom_title: string | null;
  readonly generated_title: string | null;
  readonly summary_title: string | null;
  readonly first_prompt: string | null;
  readonly project: number | null;
  readonly project_id: string | null;
  readonly folder: string | null;
  readonly cwd: string | null;
  readonly branch: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly pull_request: string | null;
  readonly parent_id: string | null;
  readonly started_at: number | null;
  readonly last_at: number | null;
  readonly ended: string | null;
  readonly entries: number;
  readonly prompts: number;
  readonly answers: number;
  readonly tool_calls: number;
  readonly tool_errors: number;
  readonly api_errors: number;
  readonly compactions: number;
  readonly subagents: number;
  readonly understated: number;
  readonly missing_since: number | null;
}

/** Selects `ConversationRow`s; what follows may speak of the conversation as `c`. */
export const SELECT_CONVERSATIONS = `
  select c.id, c.public_id, c.owner, c.agent, c.session, c.generation, c.custom_title, c.generated_title, c.summary_title,
    c.first_prompt, c.project, p.public_id as project_id, p.folder, c.cwd, c.branch, c.model, c.version, c.pull_request,
    (select public_id from conversations where owner = c.owner and agent = c.agent and session = c.parent_session) as parent_id,
    c.started_at, c.last_at, c.ended, c.entries, c.prompts, c.answers, c.tool_calls, c.tool_errors, c.api_errors, c.compactions,
    c.subagents, c.understated, c.missing_since, ${SPENT_COLUMNS}
  from conversations c left join projects p on p.id = c.project`;

const TITLE_CHARACTERS = TRANSCRIPT_LIMITS.titleCharacters;

/** The first of the titles that it has, or else the first words that were written in it. */
export function titleOf(
  row: Pick<ConversationRow, "custom_title" | "generated_title" | "summary_title" | "first_prompt">,
): string {
  const titles = [row.custom_title, row.generated_title, row.summary_title, row.first_prompt];
  const title = titles.map((text) => text?.replaceAll(/\s+/g, " ").trim() ?? "").find((text) => text !== "") ?? "";
  return title.length > TITLE_CHARACTERS ? `${title.slice(0, TITLE_CHARACTERS).toWellFormed()}…` : title;
}

export function toConversation(sight: Sight, row: ConversationRow): Conversation {
  const claim = claimOf(sight, row.cwd);
  const found = row.project_id === null || row.folder === null ? null : { public_id: row.project_id, folder: row.folder };
  const terminal = terminalOf(sight, row);
  return {
    id: row.public_id,
    agent: row.agent,
    sessionId: row.session,
    title: titleOf(row),
    projectId: claim?.id ?? found?.public_id ?? null,
    projectName: claim?.name ?? (found && nameOf(sight, found)),
    cwd: row.cwd,
    branch: row.branch,
    model: row.model,
    version: row.version,
    status: statusOf(sight, row),
    startedAt: row.started_at,
    lastAt: row.last_at,
    prompts: row.prompts,
    answers: row.answers,
    toolCalls: row.tool_calls,
    toolErrors: row.tool_errors,
    apiErrors: row.api_errors,
    spent: toSpent(row),
    parentId: row.parent_id,
    subagents: row.subagents,
    terminalId: terminal?.terminalId ?? null,
    pullRequest: row.pull_request,
    missingSince: row.missing_since,
    understated: row.understated === 1,
  };
}
