import { SearchX, TextSearch } from "lucide-react";
import type { ReactNode } from "react";
import { isKind, sentenceOf } from "../api/fault.ts";
import { StaleNote } from "../terminals/stale-note.tsx";
import { useTerminals } from "../terminals/use-terminals.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { HitGroups } from "./hit-groups.tsx";
import { useSearch } from "./use-search.ts";

/** What was found, in all five faces of a list. */
export function SearchResults({ query }: { query: string }): ReactNode {
  const { found, hits, behind } = useSearch(query);
  const { staleSince } = useTerminals();
  if (query === "")
    return (
      <Framed>
        <Invitation />
      </Framed>
    );
  if (found.isError && hits.length === 0)
    return (
      <Framed>
        <Refusal error={found.error} onRetry={() => void found.refetch()} />
      </Framed>
    );
  if (hits.length === 0 && (found.isFetching || found.hasNextPage))
    return (
      <Framed>
        <SkeletonRows what="what was found" />
      </Framed>
    );
  return (
    <>
      {staleSince !== null && <StaleNote since={staleSince} />}
      {behind > 0 && (
        <output className="mb-3 block text-ink-soft">
          {behind.toLocaleString()} lines are not in the index yet. They will be found in a moment.
        </output>
      )}
      {hits.length === 0 ? (
        <Framed>
          <Nothing query={query} />
        </Framed>
      ) : (
        <div aria-busy={found.isPlaceholderData} className={cx(staleSince !== null && "opacity-60")}>
          <HitGroups hits={hits} query={query} />
          {found.hasNextPage && (
            <Button onClick={() => void found.fetchNextPage()} disabled={found.isFetching}>
              {found.isFetchingNextPage ? "Looking further…" : "Look further"}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Framed({ children }: { children: ReactNode }): ReactNode {
  return <div className="overflow-hidden rounded border border-line bg-panel">{children}</div>;
}

function Invitation(): ReactNode {
  return (
    <Face icon={TextSearch} title="Find any line again">
      <p>Type words that a line has. They are looked for in every terminal of yours, what scrolled away long ago too.</p>
    </Face>
  );
}

function Nothing({ query }: { query: string }): ReactNode {
  return (
    <Face icon={SearchX} title="No line has these words">
      <p>
        Nothing that your terminals printed has all of <span className="font-mono break-words text-ink">{query}</span>. Try fewer
        words.
      </p>
    </Face>
  );
}

/** What cannot be looked for as it was typed is no failure that a second try would mend. */
function Refusal({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  if (!isKind(error, "invalid")) return <FailureFace error={error} what="what was found" onRetry={onRetry} />;
  return (
    <div role="alert">
      <Face icon={SearchX} title="This cannot be searched for">
        <p>{sentenceOf(error)}</p>
      </Face>
    </div>
  );
}
