import type { User } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** Forgets a user who was disabled before. */
export function DeleteUserButton({ user }: { user: User }): ReactNode {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.users.delete.mutationOptions({
      onSuccess: () => toast(`${user.name} is deleted`),
      onError: (error) => toast.error(`${user.name} was not deleted. ${sentenceOf(error)}`),
      onSettled: () => {
        setAsking(false);
        return queryClient.invalidateQueries(api.users.list.queryFilter());
      },
    }),
  );
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${user.name}?`}
        action="Delete user"
        name={user.email}
        danger
        open={asking}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id: user.id, endTerminals: true })}
        onCancel={() => setAsking(false)}
      >
        <p>
          What runs in their terminals is ended, and their recordings, API tokens and settings are deleted. This cannot be taken
          back.
        </p>
      </ConfirmDialog>
    </>
  );
}
