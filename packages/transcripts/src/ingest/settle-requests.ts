import type { TranscriptAgent } from "@pilothouse/contracts";
import type { FindPrice } from "../prices/find-price.ts";
import type { AskedMessage } from "./asked-messages.ts";
import { type IsEarlier, mergeParts } from "./merge-parts.ts";
import type { PartRows } from "./part-rows.ts";
import type { ProjectRows } from "./project-rows.ts";
import { type RequestRows, requestRow } from "./request-rows.ts";

export interface SettleRequests {
  readonly parts: PartRows;
  readonly requests: RequestRows;
  readonly projects: ProjectRows;
  readonly find: FindPrice;
  readonly isEarlier: IsEarlier;
}

/** Makes the requests of those messages again from their parts. Answers with the conversations whose sums have changed. */
export function settleRequests(
  { parts, requests, projects, find, isEarlier }: SettleRequests,
  { owner, agent }: { readonly owner: string; readonly agent: TranscriptAgent },
  messages: Iterable<AskedMessage>,
): ReadonlySet<number> {
  for (const message of messages) {
    const said = message.isNew ? [...message.parts.values()] : parts.between(owner, message);
    const before = message.isNew ? [] : requests.between(owner, message);
    const rest = new Map(before.map((row) => [row.key, row]));
    for (const merged of mergeParts(said, isEarlier)) {
      const project = merged.cwd === null ? null : projects.of(owner, merged.cwd);
      requests.replace(rest.get(merged.key) ?? null, requestRow(merged, { agent, project, find }));
      rest.delete(merged.key);
    }
    for (const gone of rest.values()) requests.replace(gone, null);
  }
  return requests.flush();
}
