import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import { clockTime, exactTime } from "../../time/relative.ts";
import { cx } from "../../ui/cx.ts";
import { formatBytes } from "../../surface/bytes.ts";
import { plainTitle } from "../../terminals/describe.ts";
import { modelWords } from "../words.ts";
import type { Entry } from "./entries.ts";
import { Fold } from "./fold.tsx";
import { LongText } from "./long-text.tsx";
import { PromptView } from "./prompt-view.tsx";
import { QuietView } from "./quiet-view.tsx";
import { useConversationId, useReading } from "./reading.ts";
import { Separator } from "./separator.tsx";
import { SubagentFold } from "./subagent-fold.tsx";
import { Outcome, ToolCard } from "./tool-card.tsx";
import { WrittenParts, WrittenText } from "./written-parts.tsx";
import { inReader } from "../conversations-search.ts";

interface EntryProps {
  entry: Entry;
  /** It is the one that the address names. */
  named?: boolean;
  /** It is within another one, whose margin has no room for a second time. */
  nested?: boolean;
}

/** One entry, with the way to lead others to it. While a list is scrolled the same ones are drawn again and again. */
export const EntryView = memo(function EntryView({ entry, named = false, nested = false }: EntryProps): ReactNode {
  const lead = "lead" in entry && entry.lead;
  return (
    <div
      className={cx("group/entry relative", named && "-mx-2 rounded px-2 outline-2 outline-accent")}
      data-message={entry.message.id}
      data-kind={entry.kind}
    >
      {lead && entry.message.model && (
        <p className="mb-1 text-xs text-ink-faint" title={entry.message.model}>
          {plainTitle(modelWords(entry.message.model))}
        </p>
      )}
      <Body entry={entry} />
      {!nested && <Permalink entry={entry} />}
    </div>
  );
});

function Body({ entry }: { entry: Entry }): ReactNode {
  switch (entry.kind) {
    case "prompt":
      return <PromptView parts={entry.parts} branching={entry.branching} />;
    case "text":
      return <WrittenText part={entry.part} />;
    case "thinking":
      return (
        <Fold id={`thinking ${entry.key}`} label={<span className="italic">Thinking</span>}>
          {() => (
            <div className="text-ink-soft">
              <WrittenText part={entry.part} />
            </div>
          )}
        </Fold>
      );
    case "call":
      return (
        <ToolCard part={entry.part} result={entry.result}>
          <Subagents callId={entry.part.block.callId} />
        </ToolCard>
      );
    case "result":
      return (
        <div className="rounded border border-line bg-panel px-3 py-2">
          <div className="mb-1 flex justify-between gap-3 text-ink-soft">
            Result of a call that is not here
            <Outcome result={entry.part} />
          </div>
          <LongText {...entry.part.block} messageId={entry.part.messageId} index={entry.part.index} look="coloured" />
        </div>
      );
    case "media":
      return (
        <p className="text-ink-soft">
          [{plainTitle(entry.part.block.mediaType)}, {formatBytes(entry.part.block.bytes)}]
        </p>
      );
    case "error":
      return (
        <div className="rounded border border-line bg-red-soft px-3 py-2 text-red" data-testid="error-entry">
          <p className="mb-1 font-medium">Error of the model’s API</p>
          <WrittenParts parts={entry.parts} />
        </div>
      );
    case "summary":
      return (
        <>
          <Separator>What was before is summed up</Separator>
          <Fold id={`summary ${entry.key}`} label="Summary">
            {() => <WrittenParts parts={entry.parts} />}
          </Fold>
        </>
      );
    case "mark":
      return <Separator>{entry.words}</Separator>;
    case "other":
      return (
        <p className="text-ink-faint">
          An entry of a kind that is not known here: <code className="font-mono">{plainTitle(entry.type)}</code>
        </p>
      );
    case "quiet":
      break;
  }
  return <QuietView messages={entry.messages} id={entry.key} />;
}

/** The subagents that a call started. */
function Subagents({ callId }: { callId: string }): ReactNode {
  const { threads } = useReading();
  return threads.get(callId)?.map((thread) => <SubagentFold key={thread.id} thread={thread} draw={drawEntry} />);
}

function drawEntry(entry: Entry): ReactNode {
  return <EntryView key={entry.key} entry={entry} nested />;
}

/** When an entry was written; leads to it. */
function Permalink({ entry: { message } }: { entry: Entry }): ReactNode {
  const id = useConversationId();
  const time = message.at === null ? "no time" : clockTime(message.at);
  return (
    <Link
      to="/conversations/$id"
      params={{ id }}
      search={inReader((now) => ({ ...now, message: message.id }))}
      replace
      resetScroll={false}
      title={message.at === null ? undefined : exactTime(message.at)}
      className="absolute top-0 -right-16 w-14 text-right text-xs whitespace-nowrap text-ink-faint opacity-0 group-hover/entry:opacity-100 hover:underline focus-visible:opacity-100 max-md:static max-md:hidden"
    >
      <span className="sr-only">Link to this entry, </span>
      {time}
    </Link>
  );
}
