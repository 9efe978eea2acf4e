import type { Team } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { membersWords, TEAM_ROLE_WORDS } from "./team-words.ts";

/** One team, and the way to who is in it. */
export function TeamRow({ team, onOpen }: { team: Team; onOpen: () => void }): ReactNode {
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{team.name}</div>
        <div className="truncate text-xs text-ink-faint">
          {membersWords(team.members)},{" "}
          {team.role ? `you are a ${TEAM_ROLE_WORDS[team.role].toLowerCase()}` : "you are not in it"}
        </div>
      </div>
      <Button tone="quiet" aria-label={`Members of ${team.name}`} onClick={onOpen}>
        Members
      </Button>
    </li>
  );
}
