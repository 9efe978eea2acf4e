import { useQuery } from "@tanstack/react-query";
import { Plus, UsersRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { useUser } from "../session/use-user.ts";
import { Button } from "../ui/button.tsx";
import { Face, FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Page } from "../ui/page.tsx";
import { AddTeamDialog } from "./add-team-dialog.tsx";
import { TeamDialog } from "./team-dialog.tsx";
import { TeamRow } from "./team-row.tsx";

/** Who has terminals together. */
export function TeamsPage(): ReactNode {
  const teams = useQuery(api.teams.list.queryOptions());
  const isAdmin = useUser()?.role === "admin";
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const opened = teams.data?.find(({ id }) => id === openId);
  return (
    <Page
      title="Teams"
      lead="Whoever is in a team uses its terminals like their own."
      actions={
        isAdmin && (
          <Button tone="primary" onClick={() => setAdding(true)}>
            <Plus size={15} aria-hidden />
            Add team
          </Button>
        )
      }
    >
      <div className="overflow-hidden rounded border border-line bg-panel">
        {teams.isPending && <SkeletonRows what="teams" />}
        {teams.isError && !teams.data && <FailureFace error={teams.error} what="teams" onRetry={() => void teams.refetch()} />}
        {teams.data?.length === 0 && (
          <Face icon={UsersRound} title="No teams">
            <p>
              {isAdmin ? "Add one, and whoever should work in its terminals." : "An administrator can add one and let you in."}
            </p>
          </Face>
        )}
        {teams.data && teams.data.length > 0 && (
          <ul aria-label="Teams">
            {teams.data.map((team) => (
              <TeamRow key={team.id} team={team} onOpen={() => setOpenId(team.id)} />
            ))}
          </ul>
        )}
      </div>
      {adding && <AddTeamDialog onClose={() => setAdding(false)} />}
      {opened && <TeamDialog team={opened} onClose={() => setOpenId(null)} />}
    </Page>
  );
}
