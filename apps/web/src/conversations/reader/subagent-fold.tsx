import type { Subagent } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { sentenceOf } from "../../api/fault.ts";
import { api } from "../../api/query.ts";
import { plainTitle } from "../../terminals/describe.ts";
import { Notice } from "../../ui/notice.tsx";
import { formatTokens, tokensOf } from "../../words/format-tokens.ts";
import { formatCost } from "../../words/format-usd.ts";
import { countWords } from "../words.ts";
import { branchesOf } from "./branches.ts";
import { entriesOf, type Entry } from "./entries.ts";
import { Fold } from "./fold.tsx";
import { useConversationId } from "./reading.ts";
import { inReader, without } from "../conversations-search.ts";

/** Entries of a subagent shown within the conversation; of more, it is read by itself. */
const FIRST_ENTRIES = 50;
const NO_CHOICE: ReadonlySet<number> = new Set();

interface SubagentProps {
  thread: Subagent;
  /** Draws one of its entries. */
  draw: (entry: Entry) => ReactNode;
}

/** A subagent, folded; what it did is asked for when it is folded out. */
export function SubagentFold({ thread, draw }: SubagentProps): ReactNode {
  const { id, title, messages, spent } = thread;
  return (
    <div className="mb-1 border-l-2 border-line-strong pl-2" data-testid="subagent">
      <Fold
        id={`thread ${id}`}
        label={
          <span className="flex min-w-0 flex-1 flex-wrap gap-x-2">
            <span className="truncate font-medium">Subagent: {plainTitle(title)}</span>
            <span className="text-xs text-ink-faint">
              {countWords(messages, "entry", "entries")} · {formatTokens(tokensOf(spent))} tokens · {formatCost(spent)}
            </span>
          </span>
        }
      >
        {() => <SubagentEntries thread={thread} draw={draw} />}
      </Fold>
    </div>
  );
}

function SubagentEntries({ thread, draw }: SubagentProps): ReactNode {
  const id = useConversationId();
  const page = useQuery(api.conversations.messages.queryOptions({ id, thread: thread.id, limit: FIRST_ENTRIES }));
  const entries = useMemo(() => entriesOf(branchesOf(page.data?.messages ?? [], NO_CHOICE)).entries, [page.data]);
  return (
    <div className="flex flex-col gap-3 py-1">
      {page.isPending && <p className="text-ink-faint">Reading what it did…</p>}
      {page.isError && <Notice>{sentenceOf(page.error)}</Notice>}
      {entries.map(draw)}
      <Link
        to="/conversations/$id"
        params={{ id }}
        search={inReader((now) => ({ ...without(now, "message"), thread: thread.id }))}
        className="text-accent hover:underline"
      >
        {page.data?.hasAfter ? `Read all ${page.data.total.toLocaleString("en-US")} entries` : "Read it by itself"}
      </Link>
    </div>
  );
}
