import type { Team } from "@pilothouse/contracts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { useUser } from "../session/use-user.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { AddMemberForm } from "./add-member-form.tsx";
import { DeleteTeamDialog } from "./delete-team-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { RenameTeamForm } from "./rename-team-form.tsx";

/** Who is in a team, and what its maintainers may change of it. */
export function TeamDialog({ team, onClose }: { team: Team; onClose: () => void }): ReactNode {
  const { id, name, role } = team;
  const me = useUser();
  const queryClient = useQueryClient();
  const details = useQuery(api.teams.get.queryOptions({ id }));
  const [deleting, setDeleting] = useState(false);
  const manages = me?.role === "admin" || (role === "maintainer" && me?.role !== "viewer");
  const leave = useMutation(
    api.teams.leave.mutationOptions({
      onSuccess: () => {
        toast(`You have left ${name}`);
        onClose();
      },
      onError: (error) => toast.error(`You are still in ${name}. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.teams.pathFilter()),
    }),
  );
  if (deleting) return <DeleteTeamDialog team={team} onDone={onClose} onCancel={() => setDeleting(false)} />;
  return (
    <Dialog title={name} open wide onClose={onClose}>
      {details.isPending && <SkeletonRows what="members" />}
      {details.isError && !details.data && (
        <FailureFace error={details.error} what="members" onRetry={() => void details.refetch()} />
      )}
      {details.data && (
        <ul aria-label={`Members of ${name}`}>
          {details.data.members.map((member) => (
            <MemberRow key={member.userId} teamId={id} member={member} isMe={member.userId === me?.id} manages={manages} />
          ))}
        </ul>
      )}
      {manages && <AddMemberForm teamId={id} />}
      {manages && <RenameTeamForm team={team} />}
      <DialogActions>
        {role !== null && (
          <Button busy={leave.isPending} onClick={() => leave.mutate({ id })}>
            Leave team
          </Button>
        )}
        {manages && (
          <Button tone="danger" onClick={() => setDeleting(true)}>
            Delete team
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
