import { type HistoryPage, type HistoryQuery, LIMITS } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { owned } from "../access.ts";
import type { TerminalDeps } from "../deps.ts";

const DEFAULT_PAGE_BYTES = 64 * 1024;

/** A page of output that ends at `before`, for reading backwards. */
export async function terminalHistory(deps: TerminalDeps, actor: Actor, query: HistoryQuery): Promise<HistoryPage> {
  await owned(deps, actor, query.id);
  const limit = Math.min(query.limit ?? DEFAULT_PAGE_BYTES, LIMITS.historyBytes);
  return deps.host.history({ id: query.id, before: query.before, limit });
}
