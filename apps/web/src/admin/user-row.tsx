import type { User } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { cx } from "../ui/cx.ts";
import { DeleteUserButton } from "./delete-user-button.tsx";
import { ResetSecondFactorButton } from "./reset-second-factor-button.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { ROLE_WORDS } from "./role-words.ts";

/** One user, and the way to keep them out or let them in again. */
export function UserRow({ user, isMe }: { user: User; isMe: boolean }): ReactNode {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const update = useMutation(
    api.users.update.mutationOptions({
      onSuccess: (changed, { role }) => {
        setAsking(false);
        if (role) toast(`The role of ${changed.name} is ${ROLE_WORDS[changed.role].toLowerCase()} now`);
      },
      onError: (error) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.users.list.queryFilter()),
    }),
  );
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className={cx("truncate font-medium", user.disabled && "text-ink-faint line-through")}>
          {user.name} {isMe && <span className="font-normal text-ink-faint">(you)</span>}
        </div>
        <div className="truncate text-xs text-ink-faint">{user.email}</div>
      </div>
      {isMe ? (
        <span className="text-ink-soft">{ROLE_WORDS[user.role]}</span>
      ) : (
        <RoleChoice user={user} busy={update.isPending} onChoose={(role) => update.mutate({ id: user.id, role })} />
      )}
      <span className="w-24 text-right text-xs text-ink-faint max-sm:hidden">
        <Ago at={user.createdAt} />
      </span>
      <span className="flex min-w-24 justify-end gap-2">
        {user.disabled && (
          <Button busy={update.isPending} onClick={() => update.mutate({ id: user.id, disabled: false })}>
            Enable
          </Button>
        )}
        {user.disabled && !isMe && <DeleteUserButton user={user} />}
        {!user.disabled && !isMe && <ResetSecondFactorButton user={user} />}
        {!user.disabled && !isMe && (
          <Button tone="quiet" onClick={() => setAsking(true)}>
            Disable
          </Button>
        )}
      </span>
      <ConfirmDialog
        title={`Disable ${user.name}?`}
        action="Disable user"
        danger
        open={asking}
        busy={update.isPending}
        onConfirm={() => update.mutate({ id: user.id, disabled: true })}
        onCancel={() => setAsking(false)}
      >
        <p>They are signed out everywhere and their API tokens stop working. Their terminals go on. You can enable them again.</p>
      </ConfirmDialog>
    </li>
  );
}
