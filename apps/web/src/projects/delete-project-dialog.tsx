import type { Project } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { plainTitle } from "../terminals/describe.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** Deletes what people said of a project, once that is confirmed. */
export function DeleteProjectDialog({ project, onClose }: { project: Project; onClose: () => void }): ReactNode {
  const { id } = project;
  const name = plainTitle(project.name);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation(
    api.projects.delete.mutationOptions({
      onSuccess: async () => {
        toast(`${name} is deleted`);
        await navigate({ to: "/projects" });
      },
      onError: (error) => toast.error(`${name} is still there. ${sentenceOf(error)}`),
      onSettled: async () => {
        onClose();
        await queryClient.invalidateQueries(api.projects.list.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      action="Delete project"
      danger
      open
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
      onCancel={onClose}
    >
      <p>
        Its name, description and folders are forgotten. No conversation is lost: each is in the project of the folder that it
        began in.
      </p>
    </ConfirmDialog>
  );
}
