import type { User } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Ago } from "../time/ago.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { cx } from "../ui/cx.ts";
import { DeleteUserButton } from "./delete-user-button.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { ROLE_WORDS } from "./role-words.ts";
import { useRunning } from "./use-running.ts";

/** One user, and the way to keep them out or let them in again. */
export function UserRow({ user, isMe }: { user: User; isMe: boolean }): ReactNode {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const update = useMutation(
    api.users.update.mutationOptions({
      onSuccess: (changed, { role, disabled }) => {
        setAsking(false);
        const undo = { id: user.id, ...(role && { role: user.role }), ...(disabled && { disabled: false }) };
        const action = { label: "Undo", onClick: () => update.mutate(undo) };
        if (role) toast(`The role of ${changed.name} is ${ROLE_WORDS[changed.role].toLowerCase()} now`, { action });
        if (disabled) toast(`${changed.name} is signed out everywhere`, { action });
      },
      onError: (error) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.users.list.queryFilter()),
    }),
  );
  return (
    <li className="grid min-h-12 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 last:border-0 sm:grid-cols-[minmax(0,1fr)_9rem_5rem_11.5rem]">
      <div className="min-w-0">
        <div className="flex min-w-0 items-baseline gap-1.5">
          <Link
            to="/admin/users"
            search={{ user: user.id }}
            className={cx("truncate font-medium hover:underline", user.disabled && "text-ink-faint line-through")}
          >
            {user.name}
          </Link>
          {isMe && <span className="text-ink-faint">(you)</span>}
          {user.disabled && <span className="text-xs text-ink-faint">disabled</span>}
        </div>
        <div className="truncate text-xs text-ink-faint">{user.email}</div>
        {user.disabled && <StillRuns user={user} />}
      </div>
      {isMe ? (
        <span className="px-2.5 text-ink-soft">{ROLE_WORDS[user.role]}</span>
      ) : (
        <RoleChoice user={user} busy={update.isPending} onChoose={(role) => update.mutate({ id: user.id, role })} />
      )}
      <span className="text-right text-xs text-ink-faint max-sm:hidden">
        <Ago at={user.createdAt} />
      </span>
      <span className="flex justify-end gap-2 max-sm:col-span-2">
        {user.disabled && (
          <Button busy={update.isPending} onClick={() => update.mutate({ id: user.id, disabled: false })}>
            Enable
          </Button>
        )}
        {user.disabled && !isMe && <DeleteUserButton user={user} />}
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

/** What goes on in the name of somebody who is kept out. */
function StillRuns({ user }: { user: User }): ReactNode {
  const count = useRunning(user.id).data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Link to="/admin/users" search={{ user: user.id }} className="text-xs text-amber underline">
      {count === 1 ? "1 terminal still runs" : `${count} terminals still run`}
    </Link>
  );
}
