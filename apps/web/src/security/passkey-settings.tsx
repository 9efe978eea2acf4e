import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { FailureFace, SkeletonRows } from "../ui/faces.tsx";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";

/** What signs this person in without a password. */
export function PasskeySettings(): ReactNode {
  const queryClient = useQueryClient();
  const passkeys = useQuery(api.auth.passkeys.list.queryOptions());
  const [adding, setAdding] = useState(false);
  const remove = useMutation(
    api.auth.passkeys.delete.mutationOptions({
      onError: (error) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.auth.passkeys.list.queryFilter()),
    }),
  );
  if (passkeys.isPending) return <SkeletonRows rows={1} what="passkeys" />;
  if (!passkeys.data) return <FailureFace error={passkeys.error} what="your passkeys" onRetry={() => void passkeys.refetch()} />;
  return (
    <div className="flex flex-col gap-2 border-t border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1">
          <div className="font-medium">Passkeys</div>
          <p className="text-ink-soft">A device's fingerprint, face or PIN signs you in, without password and code.</p>
        </div>
        <Button onClick={() => setAdding(true)}>Add passkey…</Button>
      </div>
      {passkeys.data.length > 0 && (
        <ul aria-label="Passkeys">
          {passkeys.data.map(({ id, name, createdAt, lastUsedAt }) => (
            <li key={id} className="flex min-h-9 flex-wrap items-center gap-3">
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="text-xs text-ink-faint">
                {lastUsedAt === null ? "added " : "used "}
                <Ago at={lastUsedAt ?? createdAt} />
              </span>
              <Button tone="quiet" busy={remove.isPending} onClick={() => remove.mutate({ id })}>
                Delete<span className="sr-only"> {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <AddPasskeyDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
