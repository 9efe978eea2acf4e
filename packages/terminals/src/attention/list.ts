import type { Terminal } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";
import { listTerminals } from "../verbs/list.ts";

/** The actor's terminals that need somebody, the one that has waited longest first. */
export async function listAttention(deps: TerminalDeps, actor: Actor): Promise<Terminal[]> {
  const needing = (await listTerminals(deps, actor)).filter(({ attention }) => attention !== null);
  return needing.sort((a, b) => (a.attention?.since ?? 0) - (b.attention?.since ?? 0));
}
