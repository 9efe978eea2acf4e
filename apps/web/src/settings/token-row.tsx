import type { ApiToken } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** One token: what it is for, when it was used, when it ends. */
export function TokenRow({ token }: { token: ApiToken }): ReactNode {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.tokens.revoke.mutationOptions({
      onSuccess: () => toast(`“${token.name}” does not work any more`),
      onError: (error) => toast.error(`The token still works. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.tokens.list.queryFilter()),
    }),
  );
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{token.name}</div>
        <div className="font-mono text-xs text-ink-faint">{token.hint}…</div>
      </div>
      <div className="text-right text-xs text-ink-soft">
        <div>
          {token.lastUsedAt === null ? (
            "Never used"
          ) : (
            <>
              Used <Ago at={token.lastUsedAt} />
            </>
          )}
        </div>
        <div className="text-ink-faint">
          {token.expiresAt === null ? (
            "Does not end"
          ) : (
            <>
              Ends <Ago at={token.expiresAt} />
            </>
          )}
        </div>
      </div>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        title={`Revoke “${token.name}”?`}
        action="Revoke token"
        name={token.name}
        danger
        open={asking}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ id: token.id })}
        onCancel={() => setAsking(false)}
      >
        <p>Everything that uses it is refused from now on. This cannot be taken back.</p>
      </ConfirmDialog>
    </li>
  );
}
