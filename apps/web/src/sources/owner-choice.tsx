import { type Source, SourceOwner, type Team, type User } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { SelectField } from "../ui/field.tsx";

interface OwnerChoiceProps {
  source: Source;
  users: readonly User[];
  teams: readonly Team[];
}

/** Whose a folder's transcripts are. A change can be undone at once. */
export function OwnerChoice({ source, users, teams }: OwnerChoiceProps): ReactNode {
  const { id, owner, path } = source;
  const queryClient = useQueryClient();
  const assign = useMutation(
    api.sources.assign.mutationOptions({
      onError: (error) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
      onSettled: () => queryClient.invalidateQueries(api.sources.pathFilter()),
    }),
  );
  const give = (next: SourceOwner | null): void =>
    assign.mutate(
      { id, owner: next },
      {
        onSuccess: () => {
          toast(next ? `${path} has another owner` : `${path} is nobody's now`, {
            duration: 10_000,
            action: { label: "Undo", onClick: () => give(owner) },
          });
        },
      },
    );
  const value = owner ? `${owner.kind}:${owner.id}` : "";
  const known =
    value === "" || [...users.map(({ id: user }) => `user:${user}`), ...teams.map((team) => `team:${team.id}`)].includes(value);
  return (
    <SelectField
      label="Belongs to"
      hint={owner ? "Nobody else sees what is in it, administrators neither." : "So far nobody sees what is in it."}
      value={value}
      disabled={assign.isPending}
      onChange={({ target }) => give(ownerOf(target.value))}
    >
      <option value="">Nobody yet</option>
      {!known && <option value={value}>Somebody who is not there any more</option>}
      <optgroup label="People">
        {users.map((user) => (
          <option key={user.id} value={`user:${user.id}`}>
            {user.name} ({user.email})
          </option>
        ))}
      </optgroup>
      {teams.length > 0 && (
        <optgroup label="Teams">
          {teams.map((team) => (
            <option key={team.id} value={`team:${team.id}`}>
              {team.name}
            </option>
          ))}
        </optgroup>
      )}
    </SelectField>
  );
}

function ownerOf(value: string): SourceOwner | null {
  const [kind, id] = value.split(":");
  const owner = SourceOwner.safeParse({ kind, id });
  return owner.success ? owner.data : null;
}
