import type { Terminal } from "@pilothouse/contracts";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { useUser } from "../session/use-user.ts";
import { TeamChoice } from "../teams/team-choice.tsx";
import { useMyTeams } from "../teams/use-teams.ts";

/** Gives a terminal to a team or back, for who may. */
export function MoveTerminal({ terminal: { id, ownerId, teamId } }: { terminal: Terminal }): ReactNode {
  const me = useUser();
  const teams = useMyTeams();
  const move = useMutation(
    api.terminals.move.mutationOptions({ onError: (error) => toast.error(`Nothing was moved. ${sentenceOf(error)}`) }),
  );
  const isMine = ownerId === me?.id;
  const maintains = teams.some((team) => team.id === teamId && team.role === "maintainer");
  if (me?.role === "viewer" || !(isMine || maintains)) return null;
  return (
    <div className="mt-4">
      <TeamChoice
        teams={teams}
        none={isMine ? "You" : "Whoever made it"}
        value={teamId}
        disabled={move.isPending}
        onChange={(to) => move.mutate({ id, teamId: to })}
      />
    </div>
  );
}
