import { type TeamMember, TeamRole } from "@pilothouse/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Button } from "../ui/button.tsx";
import { inputClass } from "../ui/field.tsx";
import { TEAM_ROLE_WORDS } from "./team-words.ts";

interface MemberRowProps {
  teamId: string;
  member: TeamMember;
  isMe: boolean;
  manages: boolean;
}

/** Somebody in a team; for who manages it, with the role to choose and the way out. */
export function MemberRow({ teamId: id, member, isMe, manages }: MemberRowProps): ReactNode {
  const { userId, name, email, role } = member;
  const queryClient = useQueryClient();
  const options = {
    onError: (error: unknown) => toast.error(`Nothing was changed. ${sentenceOf(error)}`),
    onSettled: () => queryClient.invalidateQueries(api.teams.pathFilter()),
  };
  const setRole = useMutation(api.teams.members.setRole.mutationOptions(options));
  const remove = useMutation(api.teams.members.remove.mutationOptions(options));
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1.5 last:border-0">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">
          {name} {isMe && <span className="font-normal text-ink-faint">(you)</span>}
        </div>
        <div className="truncate text-xs text-ink-faint">{email}</div>
      </div>
      {manages ? (
        <span className="w-36">
          <select
            aria-label={`Role of ${name}`}
            value={role}
            disabled={setRole.isPending}
            onChange={({ target }) => setRole.mutate({ id, userId, role: TeamRole.parse(target.value) })}
            className={inputClass}
          >
            {TeamRole.options.map((one) => (
              <option key={one} value={one}>
                {TEAM_ROLE_WORDS[one]}
              </option>
            ))}
          </select>
        </span>
      ) : (
        <span className="text-ink-soft">{TEAM_ROLE_WORDS[role]}</span>
      )}
      {manages && !isMe && (
        <Button tone="quiet" busy={remove.isPending} aria-label={`Remove ${name}`} onClick={() => remove.mutate({ id, userId })}>
          Remove
        </Button>
      )}
    </li>
  );
}
