import type { SearchHit } from "@pilothouse/contracts";

export interface HitGroup {
  readonly terminalId: string;
  readonly title: string;
  readonly hits: readonly SearchHit[];
}

/** Puts what was found together by terminal, the terminal of the best hit first. */
export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
  const byTerminal = Map.groupBy(hits, ({ terminalId }) => terminalId);
  return [...byTerminal].map(([terminalId, own]) => ({ terminalId, title: own[0]?.title ?? "", hits: own }));
}
