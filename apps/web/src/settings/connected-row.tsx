import type { ConnectedSignIn } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** Somebody at a provider who signs in as this person, and the way to end that. */
export function ConnectedRow({ connected }: { connected: ConnectedSignIn }): ReactNode {
  const { id, provider, email, lastUsedAt } = connected;
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const unlink = useMutation(
    api.auth.sso.unlink.mutationOptions({
      onSuccess: () => toast(`${provider} is disconnected`),
      onError: (error) => toast.error(`It is still connected. ${sentenceOf(error)}`),
      onSettled: () => {
        setAsking(false);
        return queryClient.invalidateQueries(api.auth.sso.list.queryFilter());
      },
    }),
  );
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{provider}</div>
        <div className="truncate text-xs text-ink-faint">{email ?? "Without an e-mail address"}</div>
      </div>
      <span className="text-xs text-ink-soft">
        Used <Ago at={lastUsedAt} />
      </span>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Disconnect
      </Button>
      <ConfirmDialog
        title={`Disconnect ${provider}?`}
        action="Disconnect sign-in"
        danger
        open={asking}
        busy={unlink.isPending}
        onConfirm={() => unlink.mutate({ id })}
        onCancel={() => setAsking(false)}
      >
        <p>You cannot sign in with it any more, and are signed out everywhere else.</p>
      </ConfirmDialog>
    </li>
  );
}
