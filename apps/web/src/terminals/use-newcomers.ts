import type { Terminal } from "@pilothouse/contracts";
import { useState } from "react";

/** The terminals that were not there when the list was first shown. */
export function useNewcomers(terminals: readonly Terminal[] | null): ReadonlySet<string> {
  const [first, setFirst] = useState<ReadonlySet<string> | null>(null);
  if (terminals && !first) setFirst(new Set(terminals.map(({ id }) => id)));
  return new Set(first ? terminals?.flatMap(({ id }) => (first.has(id) ? [] : [id])) : []);
}
