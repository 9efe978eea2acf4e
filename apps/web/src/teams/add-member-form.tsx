import { zodResolver } from "@hookform/resolvers/zod";
import { AddTeamMember } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";

const Added = AddTeamMember.pick({ email: true });

/** Lets somebody into a team by the e-mail address of their account. */
export function AddMemberForm({ teamId }: { teamId: string }): ReactNode {
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(Added), defaultValues: { email: "" } });
  const add = useMutation(
    api.teams.members.add.mutationOptions({
      onSuccess: () => form.reset(),
      onSettled: () => queryClient.invalidateQueries(api.teams.pathFilter()),
    }),
  );
  const submit = form.handleSubmit(({ email }) => add.mutate({ id: teamId, email }));
  const problem = form.formState.errors.email?.message ?? (add.isError ? sentenceOf(add.error) : undefined);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-4 flex items-end gap-2">
      <div className="flex-1">
        <TextField
          label="E-mail of somebody to add"
          type="email"
          autoComplete="off"
          error={problem}
          {...form.register("email")}
        />
      </div>
      <Button type="submit" busy={add.isPending}>
        Add member
      </Button>
    </form>
  );
}
