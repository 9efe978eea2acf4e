import type { Team } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

interface DeleteTeamProps {
  team: Team;
  onDone: () => void;
  onCancel: () => void;
}

/** Deletes a team once its name is typed. */
export function DeleteTeamDialog({ team: { id, name }, onDone, onCancel }: DeleteTeamProps): ReactNode {
  const [typed, setTyped] = useState("");
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.teams.delete.mutationOptions({
      onSuccess: () => {
        toast(`${name} is deleted`);
        onDone();
      },
      onSettled: () => queryClient.invalidateQueries(api.teams.pathFilter()),
    }),
  );
  return (
    <Dialog title={`Delete ${name}?`} open onClose={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) remove.mutate({ id });
        }}
        className="flex flex-col gap-4"
      >
        <p className="text-ink-soft">
          Its terminals go on and go back to whoever made them. The others lose them at once. This cannot be taken back.
        </p>
        <TextField
          label="Type the team's name"
          placeholder={name}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        {remove.isError && <Notice>{sentenceOf(remove.error)}</Notice>}
        <DialogActions>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" tone="danger" disabled={typed !== name} busy={remove.isPending}>
            Delete team
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
