import type { ConversationAnalytics, ConversationDetails } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../../api/query.ts";
import { plainTitle } from "../../terminals/describe.ts";
import { tookWords } from "../../time/took.ts";
import { FailureFace, SkeletonRows } from "../../ui/faces.tsx";
import { formatTokens, tokensOf } from "../../words/format-tokens.ts";
import { formatCost } from "../../words/format-usd.ts";
import { countWords, modelWords, OUTCOME_WORDS } from "../words.ts";
import { ContextGrowth } from "./context-growth.tsx";
import { Figures } from "./figures-table.tsx";
import { inReader, type ReaderSearch, without } from "../conversations-search.ts";

/** Rows of one table; a conversation may have touched thousands of files. */
const MOST_ROWS = 200;

interface FiguresPanelProps {
  conversation: ConversationDetails;
}

/** As wide as this, the panel is beside what is read; on less it is over it. */
const BESIDE = "(width >= 64rem)";

/** Where a link of the panel leads: what it leads to must not be under the panel. */
function besidePanel(now: ReaderSearch): ReaderSearch {
  return globalThis.matchMedia(BESIDE).matches ? now : without(now, "panel");
}

/** What a conversation took and did, in figures. */
export function FiguresPanel({ conversation }: FiguresPanelProps): ReactNode {
  const { id } = conversation;
  const found = useQuery(api.conversations.analytics.queryOptions({ id }));
  return (
    <aside
      aria-label="Figures"
      className="flex w-96 shrink-0 flex-col overflow-y-auto border-l border-line bg-panel max-lg:absolute max-lg:inset-0 max-lg:z-20 max-lg:w-auto"
    >
      <div className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-panel py-1 pr-1 pl-4">
        <h2 className="font-semibold">Figures</h2>
        <Link
          to="/conversations/$id"
          params={{ id }}
          search={inReader((now) => without(now, "panel"))}
          replace
          aria-label="Close figures"
          title="Close figures"
          className="inline-flex size-8 items-center justify-center rounded text-ink-soft hover:bg-hover max-sm:size-11"
        >
          <X size={16} aria-hidden />
        </Link>
      </div>
      {found.isPending && <SkeletonRows what="figures" />}
      {found.isError && !found.data && <FailureFace error={found.error} what="figures" onRetry={() => void found.refetch()} />}
      {found.data && <Tables conversation={conversation} analytics={found.data} />}
    </aside>
  );
}

interface TablesProps extends FiguresPanelProps {
  analytics: ConversationAnalytics;
}

function Tables({ conversation, analytics }: TablesProps): ReactNode {
  const { id, spent, threads } = conversation;
  const { models, tools, files, commands, context, compactions, elapsedMs, activeMs, cacheHit } = analytics;
  return (
    <div className="flex flex-col gap-5 p-4">
      <Figures
        title="In all"
        heads={["What", "How much"]}
        rows={[
          ["Cost", formatCost(spent)],
          ["Input", formatTokens(spent.input)],
          ["Written to a cache", formatTokens(spent.cacheWrite5m + spent.cacheWrite1h)],
          ["Read from a cache", formatTokens(spent.cacheRead)],
          ["Output", formatTokens(spent.output)],
          ["Part from a cache", cacheHit === null ? "none" : `${(cacheHit * 100).toFixed(1)} %`],
          ["Requests", (spent.requests + spent.extraCalls).toLocaleString("en-US")],
          ["From begin to end", tookWords(elapsedMs)],
          ["Without pauses", tookWords(activeMs)],
          ["Summed up", countWords(compactions, "time")],
        ]}
      />
      <Figures
        title="By model"
        heads={["Model", "Tokens", "Cost"]}
        rows={models.map(({ model, spent: own }) => [
          plainTitle(modelWords(model)),
          formatTokens(tokensOf(own)),
          formatCost(own),
        ])}
      />
      {context.length > 1 && <ContextGrowth context={context} />}
      <Figures
        title="Tools"
        heads={["Tool", "Calls", "Failed", "Median"]}
        rows={tools.map(({ name, calls, failed, denied, refused, medianMs }) => [
          plainTitle(name),
          calls.toLocaleString("en-US"),
          (failed + denied + refused).toLocaleString("en-US"),
          medianMs === null ? "unknown" : tookWords(medianMs),
        ])}
      />
      <Figures
        title="Files"
        heads={["File", "Reads", "Writes"]}
        rows={files.slice(0, MOST_ROWS).map(({ path, reads, writes }) => [
          <span key={path} title={path} className="block truncate font-mono" dir="rtl">
            <bdi>{plainTitle(path)}</bdi>
          </span>,
          reads,
          writes,
        ])}
        left={files.length - MOST_ROWS}
      />
      <Figures
        title="Commands"
        heads={["Command", "Outcome"]}
        rows={commands.slice(-MOST_ROWS).map(({ command, outcome, messageId }) => [
          <Link
            key={messageId}
            to="/conversations/$id"
            params={{ id }}
            search={inReader((now) => ({ ...besidePanel(without(now, "thread")), message: messageId }))}
            className="block truncate font-mono hover:underline"
          >
            {plainTitle(command)}
          </Link>,
          outcome === null ? "No result" : OUTCOME_WORDS[outcome].words,
        ])}
        left={commands.length - MOST_ROWS}
      />
      <Figures
        title="Subagents"
        heads={["Subagent", "Tokens", "Cost"]}
        rows={threads.map(({ id: thread, title, spent: own }) => [
          <Link
            key={thread}
            to="/conversations/$id"
            params={{ id }}
            search={inReader((now) => ({ ...besidePanel(without(now, "message")), thread }))}
            className="block truncate hover:underline"
          >
            {plainTitle(title)}
          </Link>,
          formatTokens(tokensOf(own)),
          formatCost(own),
        ])}
      />
    </div>
  );
}
