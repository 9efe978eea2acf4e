import { zodResolver } from "@hookform/resolvers/zod";
import { CreateTeam } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

/** Makes a team with oneself in it. */
export function AddTeamDialog({ onClose }: { onClose: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const add = useMutation(
    api.teams.create.mutationOptions({
      onSuccess: async (team) => {
        toast(`${team.name} is there, with you as its maintainer`);
        onClose();
        await queryClient.invalidateQueries(api.teams.pathFilter());
      },
    }),
  );
  const form = useForm({ resolver: zodResolver(CreateTeam), defaultValues: { name: "" } });
  const { setFocus } = form;
  useEffect(() => setFocus("name"), [setFocus]);
  const submit = form.handleSubmit((team) => add.mutate(team));
  return (
    <Dialog title="Add team" open onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <TextField label="Name" autoComplete="off" error={form.formState.errors.name?.message} {...form.register("name")} />
        {add.isError && <Notice>{sentenceOf(add.error)}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={add.isPending}>
            Add team
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
