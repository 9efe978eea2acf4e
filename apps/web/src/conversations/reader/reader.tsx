import type { ConversationDetails } from "@pilothouse/contracts";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { link } from "../../api/link.ts";
import { useStore } from "../../store/use-store.ts";
import { plainTitle } from "../../terminals/describe.ts";
import { StaleNote } from "../../terminals/stale-note.tsx";
import { FailureFace, SkeletonRows } from "../../ui/faces.tsx";
import { inReader, type ReaderSearch, without } from "../conversations-search.ts";
import { branchesOf } from "./branches.ts";
import { entriesOf } from "./entries.ts";
import { EntryList } from "./entry-list.tsx";
import { FiguresPanel } from "./figures-panel.tsx";
import { createFolds, FoldsContext } from "./folds.ts";
import { ReaderHeader } from "./reader-header.tsx";
import { type Reading, ReadingContext } from "./reading.ts";
import { useErrorJumps } from "./use-error-jumps.ts";
import { useThreadOf } from "./use-thread-of.ts";
import { useTranscript } from "./use-transcript.ts";

interface ReaderProps {
  conversation: ConversationDetails;
  search: ReaderSearch;
}

/** A conversation, or one of its subagents, from the first entry to the one that is just being written. */
export function Reader({ conversation, search }: ReaderProps): ReactNode {
  const { id, threads } = conversation;
  const { message, thread, panel } = search;
  const transcript = useTranscript({ id, thread: thread ?? null, message });
  useThreadOf({ id, message, thread }, transcript);
  const { messages, opened, failure } = useStore(transcript.state);
  const { state, since } = useStore(link);
  const navigate = useNavigate();
  const [folds] = useState(createFolds);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(
    () => entriesOf(branchesOf(messages, message === undefined ? chosen : new Set([...chosen, message]))),
    [messages, chosen, message],
  );
  const reading = useMemo(
    (): Reading => ({
      conversation,
      threads: Map.groupBy(
        threads.filter(({ callId }) => callId !== null),
        ({ callId }) => callId ?? "",
      ),
      choose: (way) => setChosen(new Set([way])),
    }),
    [conversation, threads],
  );
  const go = (change: (now: ReaderSearch) => ReaderSearch): void =>
    void navigate({ to: "/conversations/$id", params: { id }, search: inReader(change), replace: true });
  const toError = useErrorJumps({
    id,
    thread: thread ?? null,
    message,
    onFound: (found) =>
      go((now) => ({ ...without(now, "thread"), ...(found.thread !== null && { thread: found.thread }), message: found.id })),
  });
  return (
    <ReadingContext value={reading}>
      <FoldsContext value={folds}>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <ReaderHeader
            conversation={conversation}
            panelOpen={panel !== undefined}
            onPanel={() => go(({ panel: open, ...rest }) => (open ? rest : { ...rest, panel: "analytics" }))}
            onError={toError}
          />
          {state === "down" && <StaleNote since={since} />}
          {thread !== undefined && <ThreadBar id={id} title={threads.find((one) => one.id === thread)?.title ?? thread} />}
          {opened === 0 && failure === null && <SkeletonRows what="the conversation" rows={8} />}
          {opened === 0 && failure !== null && (
            <FailureFace error={failure} what="the conversation" onRetry={() => void transcript.again()} />
          )}
          {opened > 0 && <EntryList key={opened} transcript={transcript} shown={shown} message={message} />}
        </div>
        {panel !== undefined && <FiguresPanel conversation={conversation} />}
      </FoldsContext>
    </ReadingContext>
  );
}

/** From a subagent to the conversation that it worked in. */
const WHOLE = inReader(({ panel }) => (panel ? { panel } : {}));

function ThreadBar({ id, title }: { id: string; title: string }): ReactNode {
  return (
    <nav aria-label="Subagent" className="flex gap-2 border-b border-line bg-accent-soft px-4 py-1.5">
      <Link to="/conversations/$id" params={{ id }} search={WHOLE} className="text-accent hover:underline">
        Conversation
      </Link>
      <span aria-hidden>/</span>
      <span className="truncate">Subagent: {plainTitle(title)}</span>
    </nav>
  );
}
