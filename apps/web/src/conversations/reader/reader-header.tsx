import type { ConversationDetails } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, ChartNoAxesColumn, ChevronDown, ChevronUp, Download, SquareTerminal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { copyText } from "../../surface/clipboard.ts";
import { plainTitle } from "../../terminals/describe.ts";
import { useTerminal } from "../../terminals/use-terminals.ts";
import { Ago } from "../../time/ago.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { exactTokens, formatTokens, tokensOf } from "../../words/format-tokens.ts";
import { formatCost, unpricedWords } from "../../words/format-usd.ts";
import { AGENT_WORDS, countWords, modelWords, STATUS_WORDS } from "../words.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { safeLink } from "./safe-link.ts";
import { toList } from "../conversations-search.ts";

interface ReaderHeaderProps {
  conversation: ConversationDetails;
  panelOpen: boolean;
  onPanel: () => void;
  /** To the error after or before what is looked at. */
  onError: (by: 1 | -1) => void;
}

/** What a conversation is, where and by whom, what it took, and what can be done with it. */
export function ReaderHeader({ conversation, panelOpen, onPanel, onError }: ReaderHeaderProps): ReactNode {
  const { title, status, toolErrors, apiErrors, terminalId } = conversation;
  const [exporting, setExporting] = useState(false);
  const errors = toolErrors + apiErrors;
  return (
    <header className="border-b border-line px-4 py-2 max-sm:px-3">
      <div className="flex items-start gap-2">
        <Link
          to="/conversations"
          search={toList}
          aria-label="Back to the list"
          title="Back to the list"
          className="inline-flex size-8 shrink-0 items-center justify-center rounded text-ink-soft hover:bg-hover max-sm:size-11"
        >
          <ArrowLeft size={16} aria-hidden />
        </Link>
        <h1 className="min-w-0 flex-1 py-1 text-base font-semibold max-sm:py-2.5">
          <span className="line-clamp-2 wrap-anywhere">{plainTitle(title)}</span>
        </h1>
        {errors > 0 && (
          <fieldset className="flex items-center text-xs text-red">
            <legend className="sr-only">Errors</legend>
            <span className="max-sm:hidden">{countWords(errors, "error")}</span>
            <IconButton icon={ChevronUp} label="Error before" shortcut="E" onClick={() => onError(-1)} />
            <IconButton icon={ChevronDown} label="Next error" shortcut="e" onClick={() => onError(1)} />
          </fieldset>
        )}
        {terminalId !== null && <TerminalLink id={terminalId} />}
        <IconButton icon={Download} label="Export conversation" onClick={() => setExporting(true)} />
        <IconButton
          icon={ChartNoAxesColumn}
          label={panelOpen ? "Hide figures" : "Show figures"}
          aria-pressed={panelOpen}
          className={panelOpen ? "bg-pressed" : ""}
          onClick={onPanel}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 pl-10 text-xs text-ink-soft max-sm:pl-1">
        <StateMark state={STATUS_WORDS[status]} words />
        <Facts conversation={conversation} />
      </div>
      <Notes conversation={conversation} />
      {exporting && <ExportDialog conversation={conversation} onClose={() => setExporting(false)} />}
    </header>
  );
}

function Facts({ conversation }: { conversation: ConversationDetails }): ReactNode {
  const { agent, version, model, projectName, cwd, branch, spent, lastAt, prompts } = conversation;
  const tokens = tokensOf(spent);
  return (
    <>
      <span title={version ?? undefined}>{AGENT_WORDS[agent]}</span>
      {model && <span title={model}>{plainTitle(modelWords(model))}</span>}
      {(projectName ?? cwd) !== null && <span className="sm:hidden">{plainTitle(projectName ?? cwd ?? "")}</span>}
      {cwd !== null && <Copied text={cwd} shown={projectName ?? cwd} what="folder" />}
      {branch !== null && <Copied text={branch} shown={branch} what="branch" />}
      <span>{countWords(prompts, "prompt")}</span>
      <span title={exactTokens(tokens)}>{formatTokens(tokens)} tokens</span>
      <span title={unpricedWords(spent.unpricedRequests) ?? "Cost"}>
        <span className="sr-only">Cost </span>
        {formatCost(spent)}
      </span>
      {lastAt !== null && <Ago at={lastAt} />}
    </>
  );
}

function Copied({ text, shown, what }: { text: string; shown: string; what: string }): ReactNode {
  return (
    <button
      type="button"
      title={`Copy ${plainTitle(text)}`}
      className="max-w-60 truncate rounded font-mono underline decoration-dotted hover:text-ink max-sm:hidden"
      onClick={() => void copyText(text).then((copied) => copied && toast("Copied"))}
    >
      <span className="sr-only">Copy the {what} </span>
      {plainTitle(shown)}
    </button>
  );
}

function TerminalLink({ id }: { id: string }): ReactNode {
  const terminal = useTerminal(id);
  if (!terminal) return null;
  return (
    <Link to="/terminals/$id" params={{ id }} className={buttonClass()} title={plainTitle(terminal.title)}>
      <SquareTerminal size={15} aria-hidden />
      <span className="max-sm:sr-only">Terminal</span>
    </Link>
  );
}

/** What people should know before they trust the figures, and where else to look. */
function Notes({ conversation }: { conversation: ConversationDetails }): ReactNode {
  const { pullRequest, parentId, missingSince, understated, spent } = conversation;
  const url = pullRequest === null ? null : safeLink(pullRequest);
  const unpriced = unpricedWords(spent.unpricedRequests);
  const notes: readonly (readonly [string, ReactNode])[] = [
    [
      "pull request",
      pullRequest !== null &&
        (url ? (
          <a href={url.href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
            {plainTitle(url.href)}
          </a>
        ) : (
          `Pull request: ${plainTitle(pullRequest)}`
        )),
    ],
    [
      "parent",
      parentId !== null && (
        <Link to="/conversations/$id" params={{ id: parentId }} className="text-accent underline">
          The conversation that this one continues
        </Link>
      ),
    ],
    ["missing", missingSince !== null && "Its file is gone. What was read of it stays here."],
    [
      "understated",
      understated && "This version of the agent wrote down fewer output tokens than there were: tokens and cost are too low.",
    ],
    ["unpriced", unpriced !== null && `Without a cost: ${unpriced}.`],
  ];
  const told = notes.filter(([, note]) => note !== false);
  if (told.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 pl-10 text-xs text-ink-soft max-sm:pl-1">
      {told.map(([name, note]) => (
        <li key={name} className="wrap-anywhere">
          {note}
        </li>
      ))}
    </ul>
  );
}
