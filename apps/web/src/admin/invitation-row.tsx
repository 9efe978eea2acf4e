import type { Invitation } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { ROLE_WORDS } from "./role-words.ts";

interface InvitationRowProps {
  invitation: Invitation;
  /** The name of who made it. */
  by: string | undefined;
}

/** One invitation that nobody has taken up yet, and the way to take it back. */
export function InvitationRow({ invitation, by }: InvitationRowProps): ReactNode {
  const { id, email, role, createdAt, expiresAt } = invitation;
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.users.invitations.revoke.mutationOptions({
      onSuccess: () => toast(`The invitation of ${email} does not work any more`),
      onError: (error) => toast.error(`The invitation was not taken back. ${sentenceOf(error)}`),
      onSettled: () => {
        setAsking(false);
        return queryClient.invalidateQueries(api.users.invitations.list.queryFilter());
      },
    }),
  );
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{email}</div>
        <div className="text-xs text-ink-faint">
          As {ROLE_WORDS[role].toLowerCase()}, invited <Ago at={createdAt} />
          {by !== undefined && ` by ${by}`}
        </div>
      </div>
      <span className="text-xs text-ink-soft">
        Ends <Ago at={expiresAt} />
      </span>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        title={`Revoke the invitation of ${email}?`}
        action="Revoke invitation"
        name={email}
        danger
        open={asking}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ id })}
        onCancel={() => setAsking(false)}
      >
        <p>Its link stops working at once. You can invite them anew, by another link.</p>
      </ConfirmDialog>
    </li>
  );
}
