import type { SearchPage, SearchTerminals } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { TerminalDeps } from "../deps.ts";

const DEFAULT_HITS = 50;

/** Lines of the actor's terminals and of the actor's teams'. One that is named and not theirs gets the answer of one that does not exist. */
export async function searchTerminals(deps: TerminalDeps, actor: Actor, input: SearchTerminals): Promise<SearchPage> {
  const { query, terminalIds, limit = DEFAULT_HITS, cursor = null, from = null, to = null } = input;
  const { userId } = actor;
  const held = await deps.store.listHeld({ userId, teams: await deps.teamsOf(userId) });
  const titles = new Map(held.map(({ id, title }) => [id, title]));
  const foreign = terminalIds?.find((id) => !titles.has(id));
  if (foreign !== undefined) throw new Fault("not_found", `there is no terminal ${foreign}`);
  const ids = terminalIds ?? [...titles.keys()];
  if (ids.length === 0) return { hits: [], next: null, behind: 0 };
  const { hits, next, behind } = await deps.host.search({ query, ids, limit, cursor, from, to });
  return {
    hits: hits.map(({ id, ranges, before, after, ...hit }) => ({
      ...hit,
      terminalId: id,
      title: titles.get(id) ?? "",
      ranges: ranges.map(([start, end]): [number, number] => [start, end]),
      before: [...before],
      after: [...after],
    })),
    next,
    behind,
  };
}
