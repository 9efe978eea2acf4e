import { zodResolver } from "@hookform/resolvers/zod";
import type { Project } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { Field, inputClass, TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { ProjectForm, projectFormOf } from "./project-form.ts";

interface ProjectDialogProps {
  /** `null`: a new one. */
  project: Project | null;
  onClose: () => void;
}

/** Makes a project, or says something else of one. */
export function ProjectDialog({ project, onClose }: ProjectDialogProps): ReactNode {
  const save = useSaving(project, onClose);
  const form = useForm({ resolver: zodResolver(ProjectForm), defaultValues: projectFormOf(project) });
  const { setFocus, formState } = form;
  useEffect(() => setFocus("name"), [setFocus]);
  const submit = form.handleSubmit((typed) => save.run(typed));
  return (
    <Dialog title={project ? "Edit project" : "New project"} open onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <TextField label="Name" autoComplete="off" error={formState.errors.name?.message} {...form.register("name")} />
        <Field label="Description" error={formState.errors.description?.message}>
          {(wiring) => (
            <textarea rows={3} {...wiring} {...form.register("description")} className={`${inputClass} h-auto py-1.5`} />
          )}
        </Field>
        {!project && (
          <Field
            label="Folders"
            hint="One a line, each with its whole path. Conversations that began there, or below, are the project's."
            error={formState.errors.folders?.message}
          >
            {(wiring) => (
              <textarea
                rows={3}
                spellCheck={false}
                {...wiring}
                {...form.register("folders")}
                className={`${inputClass} h-auto py-1.5 font-mono`}
              />
            )}
          </Field>
        )}
        {save.problem !== null && <Notice>{save.problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            {project ? "Save project" : "Create project"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function useSaving(project: Project | null, onClose: () => void) {
  const queryClient = useQueryClient();
  const options = {
    onSuccess: async ({ name }: Project) => {
      toast(project ? `${name} is changed` : `${name} is there`);
      onClose();
      await queryClient.invalidateQueries(api.projects.pathFilter());
    },
  };
  const create = useMutation(api.projects.create.mutationOptions(options));
  const update = useMutation(api.projects.update.mutationOptions(options));
  const failed = [create, update].find(({ isError }) => isError);
  return {
    run: ({ name, description, folders }: { name: string; description: string; folders: string[] }) => {
      if (project) update.mutate({ id: project.id, name, description });
      else create.mutate({ name, description, folders });
    },
    isPending: create.isPending || update.isPending,
    problem: failed ? sentenceOf(failed.error) : null,
  };
}
