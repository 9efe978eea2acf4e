import type { Conversation } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { cx } from "../ui/cx.ts";
import { StateMark } from "../ui/state-mark.tsx";
import { exactTokens, formatTokens, tokensOf } from "../words/format-tokens.ts";
import { formatCost, unpricedWords } from "../words/format-usd.ts";
import { AGENT_WORDS, countWords, modelWords, STATUS_WORDS } from "./words.ts";
import { inReader } from "./conversations-search.ts";

/** Columns of a list that has room for them; with less room rows become cards. */
export const COLUMNS =
  "@3xl:grid-cols-[5.5rem_minmax(0,1fr)_7rem_6.5rem_3rem_3.5rem_4.5rem_5rem] @5xl:grid-cols-[5.5rem_minmax(0,1fr)_7rem_6rem_6.5rem_3.5rem_3rem_3.5rem_4.5rem_5rem]";
const LINK =
  "block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";
const CELL = "truncate text-xs text-ink-soft";

/** Another conversation is read from its end. */
const ANOTHER = inReader(({ panel }) => (panel ? { panel } : {}));

/** One conversation: how it stands, what it is about, where, by whom, and what it took. */
export function ConversationRow({ conversation, isNew }: { conversation: Conversation; isNew: boolean }): ReactNode {
  const { id, status, spent, prompts, lastAt, startedAt } = conversation;
  const at = lastAt ?? startedAt;
  const tokens = tokensOf(spent);
  return (
    <div
      data-testid="conversation-row"
      data-status={status}
      className={cx(
        "relative grid h-9 items-center gap-x-2.5 px-3 hover:bg-hover has-aria-[current=page]:bg-pressed",
        "@max-3xl:h-auto @max-3xl:grid-cols-[auto_minmax(0,1fr)_auto] @max-3xl:py-2",
        COLUMNS,
        isNew && "fresh-row",
      )}
    >
      <span className="text-xs @max-3xl:order-2 @max-3xl:col-span-2">
        <StateMark state={STATUS_WORDS[status]} words />
      </span>
      <span className="min-w-0 @max-3xl:order-1 @max-3xl:col-span-3">
        <Link to="/conversations/$id" params={{ id }} search={ANOTHER} className={LINK}>
          {plainTitle(conversation.title)}
        </Link>
      </span>
      <Place conversation={conversation} />
      <span className={cx(CELL, "text-right @max-3xl:hidden")}>
        {prompts.toLocaleString("en-US")}
        <span className="sr-only"> {prompts === 1 ? "prompt" : "prompts"}</span>
      </span>
      <span className={cx(CELL, "text-right @max-3xl:hidden")} title={exactTokens(tokens)}>
        {formatTokens(tokens)}
        <span className="sr-only"> tokens</span>
      </span>
      <span
        className={cx(CELL, "text-right @max-3xl:order-3 @max-3xl:text-ink")}
        title={unpricedWords(spent.unpricedRequests) ?? undefined}
      >
        {formatCost(spent)}
        <span className="sr-only"> cost</span>
      </span>
      <span className={cx(CELL, "text-right @max-3xl:order-5")}>{at === null ? "no time" : <Ago at={at} />}</span>
    </div>
  );
}

/** Project, branch, model and agent: columns of a row, or the last line of a card. */
function Place({ conversation }: { conversation: Conversation }): ReactNode {
  const { projectName, cwd, branch, model, agent, prompts, spent } = conversation;
  const project = projectName ?? cwd?.split(/[/\\]/).at(-1) ?? "";
  const words = [project, branch, model && modelWords(model), countWords(prompts, "prompt")].filter(Boolean);
  return (
    <>
      <span className={cx(CELL, "@max-3xl:order-4 @max-3xl:col-span-2 @3xl:hidden")}>
        {AGENT_WORDS[agent]}, {words.map((word) => plainTitle(word ?? "")).join(" · ")} · {formatTokens(tokensOf(spent))} tokens
      </span>
      <span className={cx(CELL, "@max-3xl:hidden")} title={cwd ?? undefined}>
        {project && plainTitle(project)}
      </span>
      <span className={cx(CELL, "font-mono @max-5xl:hidden")} title={branch ?? undefined}>
        {branch && plainTitle(branch)}
      </span>
      <span className={cx(CELL, "@max-3xl:hidden")} title={model ?? undefined}>
        {model && plainTitle(modelWords(model))}
      </span>
      <span className={cx(CELL, "@max-5xl:hidden")}>{AGENT_WORDS[agent]}</span>
    </>
  );
}
