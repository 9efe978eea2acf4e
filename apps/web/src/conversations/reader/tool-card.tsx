import { FilePen, FileText, Globe, ListChecks, type LucideIcon, Search, SquareTerminal, Waypoints, Wrench } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { plainTitle } from "../../terminals/describe.ts";
import { tookWords } from "../../time/took.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { OUTCOME_WORDS } from "../words.ts";
import { beginOf } from "./begin-of.ts";
import { type CallView, callView } from "./call-view.ts";
import { DiffView } from "./diff-view.tsx";
import type { CallBlock, Part, ResultBlock } from "./entries.ts";
import { Fold } from "./fold.tsx";
import { indented } from "./indented.ts";
import { LongText } from "./long-text.tsx";
import { Markdown } from "./markdown.tsx";
import { useReading } from "./reading.ts";
import { visibleText } from "./visible-text.ts";

const ICONS: readonly (readonly [RegExp, LucideIcon])[] = [
  [/bash|shell|exec|command|stdin/i, SquareTerminal],
  [/edit|write|replace|patch/i, FilePen],
  [/read|file|notebook/i, FileText],
  [/web|fetch|browser/i, Globe],
  [/grep|glob|search|find|ls/i, Search],
  [/task|agent/i, Waypoints],
  [/todo|plan/i, ListChecks],
];

/** Tools that only look at something. */
const LOOKS = /read|grep|glob|search|fetch|^ls$|list/i;

interface ToolCardProps {
  part: Part<CallBlock>;
  result: Part<ResultBlock> | null;
  /** The subagents that it started. */
  children: ReactNode;
}

/** A call of a tool with what came of it. */
export function ToolCard({ part, result, children }: ToolCardProps): ReactNode {
  const { block, messageId, index } = part;
  const view = useMemo(() => callView(block.name, block.text), [block.name, block.text]);
  const Icon = ICONS.find(([pattern]) => pattern.test(block.name))?.[1] ?? Wrench;
  const id = `call ${messageId}:${index}`;
  return (
    <div className="rounded border border-line bg-panel" data-testid="tool-card" data-outcome={result?.block.outcome ?? "none"}>
      <div className="flex min-h-9 flex-wrap items-center gap-x-2 px-3 py-1">
        <Icon size={15} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-soft" />
        <span className="font-medium">{plainTitle(block.name)}</span>
        {view.summary && (
          <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-soft">{plainTitle(view.summary)}</span>
        )}
        <span className="ml-auto">
          <Outcome result={result} />
        </span>
      </div>
      <div className="px-3 pb-2 empty:hidden">
        <Asked view={view} part={part} id={id} />
        {children}
        {result && result.block.text !== "" && (
          <Answer result={result} quiet={view.changes.length > 0 || LOOKS.test(block.name)} id={id} />
        )}
      </div>
    </div>
  );
}

/** What came of a call: a shape, a word, and how long it took. */
export function Outcome({ result }: { result: Part<ResultBlock> | null }): ReactNode {
  const { conversation } = useReading();
  const runs = conversation.status === "active" || conversation.status === "waiting";
  if (!result)
    return <StateMark state={runs ? { tone: "working", words: "Running" } : { tone: "unknown", words: "No result" }} words />;
  const { outcome, durationMs } = result.block;
  return (
    <span className="inline-flex items-center gap-2 text-xs">
      {durationMs !== null && <span className="text-ink-faint">{tookWords(durationMs)}</span>}
      <StateMark state={OUTCOME_WORDS[outcome]} words />
    </span>
  );
}

function Asked({ view, part, id }: { view: CallView; part: Part<CallBlock>; id: string }): ReactNode {
  const { command, changes, prose } = view;
  const { block, messageId, index } = part;
  if (command !== null && beginOf(command) !== null)
    return <LongText text={command} length={command.length} messageId={messageId} index={index} />;
  if (command !== null) {
    return (
      <pre dir="ltr" className="mb-1 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
        <span aria-hidden className="text-ink-faint select-none">
          ${" "}
        </span>
        {visibleText(command)}
      </pre>
    );
  }
  if (changes.length > 0) {
    return changes.map((change, place) => (
      // oxlint-disable-next-line react/no-array-index-key -- a patch may change a file twice, and its changes never move.
      <DiffView key={place} change={change} id={`${id} diff ${place}`} named={changes.length > 1} />
    ));
  }
  if (prose !== null) {
    return (
      <Fold id={`${id} prose`} label="What it was asked">
        {() => <Markdown>{prose}</Markdown>}
      </Fold>
    );
  }
  if (view.plain || block.text === "" || block.text === "{}") return null;
  return (
    <Fold id={`${id} input`} label="Input">
      {() => <LongText text={indented(block.text)} length={Math.max(block.length, 0)} messageId={messageId} index={index} />}
    </Fold>
  );
}

interface AnswerProps {
  result: Part<ResultBlock>;
  /** What it says is known from the call, or of use to the model alone, unless it failed. */
  quiet: boolean;
  id: string;
}

function Answer({ result, quiet, id }: AnswerProps): ReactNode {
  const { block, messageId, index } = result;
  const output = () => <LongText text={block.text} length={block.length} messageId={messageId} index={index} look="coloured" />;
  if (quiet && block.outcome === "ok") {
    return (
      <Fold id={`${id} output`} label="Output">
        {output}
      </Fold>
    );
  }
  return <div className="border-t border-line pt-1.5 first:border-0 first:pt-0">{output()}</div>;
}
