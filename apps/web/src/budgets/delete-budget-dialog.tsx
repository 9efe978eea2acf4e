import type { Budget } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** Deletes a budget once that is confirmed. */
export function DeleteBudgetDialog({ budget, onClose }: { budget: Budget; onClose: () => void }): ReactNode {
  const { id, name } = budget;
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.analytics.budgets.delete.mutationOptions({
      onSuccess: () => toast(`${name} is deleted`),
      onError: (error) => toast.error(`${name} is still there. ${sentenceOf(error)}`),
      onSettled: async () => {
        onClose();
        await queryClient.invalidateQueries(api.analytics.budgets.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      action="Delete budget"
      danger
      open
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
      onCancel={onClose}
    >
      <p>
        Nobody is told any more when its parts are used up. Nothing else changes: agents go on, and what they spent stays counted.
      </p>
    </ConfirmDialog>
  );
}
