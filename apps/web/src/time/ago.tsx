import type { ReactNode } from "react";
import { exactTime, relativeTime } from "./relative.ts";
import { useNow } from "./use-now.ts";

/** A time as people say it, with the exact one on hover. */
export function Ago({ at }: { at: number }): ReactNode {
  const now = useNow(10_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)} className="whitespace-nowrap">
      {relativeTime(at, now)}
    </time>
  );
}
