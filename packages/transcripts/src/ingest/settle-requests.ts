import type { TranscriptAgent } from "@pilothouse/contracts";
import type { FindPrice } from "../prices/find-price.ts";
import { type IsEarlier, mergeParts } from "./merge-parts.ts";
import type { KeyRange, PartRows } from "./part-rows.ts";
import type { ProjectRows } from "./project-rows.ts";
import { type RequestRows, requestRow } from "./request-rows.ts";

export interface SettleRequests {
  readonly parts: PartRows;
  readonly requests: RequestRows;
  readonly projects: ProjectRows;
  readonly find: FindPrice;
  readonly isEarlier: IsEarlier;
}

/** Makes the requests of those keys again from their parts. Answers with the conversations whose sums have changed. */
export function settleRequests(
  { parts, requests, projects, find, isEarlier }: SettleRequests,
  { owner, agent }: { readonly owner: string; readonly agent: TranscriptAgent },
  keys: Iterable<string>,
): ReadonlySet<number> {
  const changed = new Set<number>();
  const ranges = new Map([...keys].map((key) => rangeOf(agent, key)).map((range) => [range.from, range]));
  for (const range of ranges.values()) {
    const before = new Map(requests.between(owner, range).map((row) => [row.key, row]));
    for (const merged of mergeParts(parts.between(owner, range), isEarlier)) {
      const project = merged.cwd === null ? null : projects.of(owner, merged.cwd);
      const row = requestRow(merged, { agent, project, find });
      const old = before.get(row.key) ?? null;
      before.delete(row.key);
      requests.replace(old, row);
      changed.add(row.conversation);
      if (old) changed.add(old.conversation);
    }
    for (const old of before.values()) {
      requests.replace(old, null);
      changed.add(old.conversation);
    }
  }
  return changed;
}

/** Only Claude's keys begin with an id that several requests can share: that of the API message. */
function rangeOf(agent: TranscriptAgent, key: string): KeyRange {
  if (agent !== "claude") return { from: key, to: `${key}\0` };
  const space = key.indexOf(" ");
  const message = space === -1 ? key : key.slice(0, space);
  return { from: message, to: `${message}!` };
}
