import type { ReactNode } from "react";
import { duration } from "../time/relative.ts";
import { useNow } from "../time/use-now.ts";

/** Says how old is what a list shows while the server cannot be reached. */
export function StaleNote({ since }: { since: number }): ReactNode {
  const now = useNow(1_000);
  return (
    <output className="block border-b border-line bg-amber-soft px-3 py-1.5 text-amber">
      The connection is lost. This is how it was {duration(now - since)} ago.
    </output>
  );
}
