import { zodResolver } from "@hookform/resolvers/zod";
import { CreateTeam, type Team } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";

/** Gives a team another name. */
export function RenameTeamForm({ team }: { team: Team }): ReactNode {
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(CreateTeam), defaultValues: { name: team.name } });
  const rename = useMutation(
    api.teams.rename.mutationOptions({
      onSuccess: ({ name }) => toast(`The team is called ${name} now`),
      onSettled: () => queryClient.invalidateQueries(api.teams.pathFilter()),
    }),
  );
  const submit = form.handleSubmit(({ name }) => rename.mutate({ id: team.id, name }));
  const problem = form.formState.errors.name?.message ?? (rename.isError ? sentenceOf(rename.error) : undefined);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-4 flex items-end gap-2">
      <div className="flex-1">
        <TextField label="Name of the team" autoComplete="off" error={problem} {...form.register("name")} />
      </div>
      <Button type="submit" busy={rename.isPending}>
        Rename
      </Button>
    </form>
  );
}
