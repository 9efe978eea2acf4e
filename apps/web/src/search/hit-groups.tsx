import type { SearchHit } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { plainTitle, stateOf } from "../terminals/describe.ts";
import { useTerminal } from "../terminals/use-terminals.ts";
import { Panel } from "../ui/page.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { groupHits, type HitGroup } from "./group-hits.ts";
import { HitRow } from "./hit-row.tsx";

/** What was found, terminal by terminal. */
export function HitGroups({ hits, query }: { hits: readonly SearchHit[]; query: string }): ReactNode {
  return groupHits(hits).map((group) => <Group key={group.terminalId} group={group} query={query} />);
}

function Group({ group: { terminalId, title, hits }, query }: { group: HitGroup; query: string }): ReactNode {
  const terminal = useTerminal(terminalId);
  const name = plainTitle(terminal?.title ?? title);
  return (
    <Panel title={name} aside={terminal && <StateMark state={stateOf(terminal)} />}>
      <ul aria-label={`Found in ${name}`}>
        {hits.map((hit) => (
          <HitRow key={`${hit.epoch}:${hit.offset}`} hit={hit} query={query} />
        ))}
      </ul>
    </Panel>
  );
}
