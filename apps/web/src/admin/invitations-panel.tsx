import type { Registration, User } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { Panel } from "../ui/page.tsx";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

const MODES: Readonly<Record<Registration, string>> = {
  off: "Registration is off: accounts are made by administrators alone. Set PILOTHOUSE_REGISTRATION to invited or open to invite people.",
  invited: "Whoever is invited makes their own account.",
  open: "Registration is open: anyone with an e-mail address can make an account. Who is invited gets the role you choose.",
};

/** How accounts are made here, and who was asked to make one. */
export function InvitationsPanel({ users }: { users: readonly User[] }): ReactNode {
  const providers = useQuery(api.auth.providers.queryOptions());
  const invitations = useQuery(api.users.invitations.list.queryOptions());
  const [inviting, setInviting] = useState(false);
  const mode = providers.data?.registration;
  const off = mode === undefined || mode === "off";
  return (
    <div className="mt-8">
      <Panel
        title="Invitations"
        aside={
          <Button disabled={off} title={off && mode ? MODES[mode] : undefined} onClick={() => setInviting(true)}>
            <MailPlus size={15} aria-hidden />
            Invite
          </Button>
        }
      >
        {mode && <p className="border-b border-line px-3 py-2 text-ink-soft last:border-0">{MODES[mode]}</p>}
        {invitations.isPending && <SkeletonRows rows={1} what="invitations" />}
        {invitations.isError && !invitations.data && (
          <FailureFace error={invitations.error} what="invitations" onRetry={() => void invitations.refetch()} />
        )}
        {invitations.data?.length === 0 && !off && (
          <p className="px-3 py-3 text-ink-faint">No invitation waits to be taken up.</p>
        )}
        {invitations.data && invitations.data.length > 0 && (
          <ul aria-label="Invitations">
            {invitations.data.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                by={users.find(({ id }) => id === invitation.createdBy)?.name}
              />
            ))}
          </ul>
        )}
      </Panel>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}
