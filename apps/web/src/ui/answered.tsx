import type { ReactNode } from "react";
import { StaleNote } from "../terminals/stale-note.tsx";
import { cx } from "./cx.ts";
import { FailureFace, SkeletonRows } from "./faces.tsx";

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  readonly isPlaceholderData: boolean;
  readonly dataUpdatedAt: number;
  refetch: () => Promise<unknown>;
}

interface AnsweredProps<T> {
  query: Asked<T>;
  /** Such as `your projects`. */
  what: string;
  /** Rows of the skeleton. */
  rows?: number;
  children: (data: T) => ReactNode;
}

/** What a question was answered, or the face of one that is open, refused or failed. An old answer is dimmed and says how old it is. */
export function Answered<T>({ query, what, rows = 4, children }: AnsweredProps<T>): ReactNode {
  const { data, error, isError, isPlaceholderData, dataUpdatedAt } = query;
  if (data === undefined) {
    if (isError) return <FailureFace error={error} what={what} onRetry={() => void query.refetch()} />;
    return <SkeletonRows what={what} rows={rows} />;
  }
  return (
    <>
      {isError && <StaleNote since={dataUpdatedAt} />}
      <div aria-busy={isPlaceholderData || undefined} className={cx(isError && "opacity-60")}>
        {children(data)}
      </div>
    </>
  );
}
