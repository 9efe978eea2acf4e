import type { Terminal } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/query.ts";
import { cx } from "../ui/cx.ts";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { StaleNote } from "./stale-note.tsx";
import { TerminalRow } from "./terminal-row.tsx";
import { liveTerminals } from "./terminals.ts";
import { useNewcomers } from "./use-newcomers.ts";
import type { TerminalsView } from "./use-terminals.ts";

interface TerminalListProps {
  view: TerminalsView;
  /** What of the view is shown. */
  shown: readonly Terminal[];
  /** Accessible name of the list. */
  label: string;
  empty: ReactNode;
}

/** Terminals in all five faces of a list. */
export function TerminalList({ view, shown, label, empty }: TerminalListProps): ReactNode {
  const runners = useQuery(api.runners.list.queryOptions());
  const newcomers = useNewcomers(view.terminals);
  if (view.failure) return <FailureFace error={view.failure} what="your terminals" onRetry={() => liveTerminals.retry()} />;
  if (!view.terminals) return <SkeletonRows what="your terminals" />;
  if (shown.length === 0) return empty;
  return (
    <>
      {view.staleSince !== null && <StaleNote since={view.staleSince} />}
      <ul aria-label={label} className={cx(view.staleSince !== null && "opacity-60")}>
        {shown.map((terminal) => {
          const runner = runners.data?.find(({ id }) => id === terminal.runnerId);
          return (
            <TerminalRow
              key={terminal.id}
              terminal={terminal}
              home={runner?.home}
              runner={runner?.name}
              isNew={newcomers.has(terminal.id)}
            />
          );
        })}
      </ul>
    </>
  );
}
