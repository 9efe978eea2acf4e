import type { Login } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** One device that is signed in, and the way to sign it out from here. */
export function LoginRow({ login }: { login: Login }): ReactNode {
  const { id, device, address, createdAt, lastSeenAt, current } = login;
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.auth.logins.revoke.mutationOptions({
      onSuccess: () => toast(`${device} is signed out`),
      onError: (error) => toast.error(`It is still signed in. ${sentenceOf(error)}`),
      onSettled: () => {
        setAsking(false);
        return queryClient.invalidateQueries(api.auth.logins.list.queryFilter());
      },
    }),
  );
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">
          {device} {current && <span className="font-normal text-ink-faint">(this device)</span>}
        </div>
        <div className="text-xs text-ink-faint">
          Signed in <Ago at={createdAt} /> from {address}
        </div>
      </div>
      <span className="text-xs text-ink-soft">
        Seen <Ago at={lastSeenAt} />
      </span>
      {!current && (
        <Button tone="quiet" onClick={() => setAsking(true)}>
          Sign out
        </Button>
      )}
      <ConfirmDialog
        title={`Sign out ${device}?`}
        action="Sign out device"
        name={device}
        danger
        open={asking}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ id })}
        onCancel={() => setAsking(false)}
      >
        <p>Its pages are closed at once, and the share links that were made there end. Terminals go on.</p>
      </ConfirmDialog>
    </li>
  );
}
