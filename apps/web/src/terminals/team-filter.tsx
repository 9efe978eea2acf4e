import type { ReactNode } from "react";
import { useMyTeams } from "../teams/use-teams.ts";
import { inputClass } from "../ui/field.tsx";
import type { TerminalFiltersProps } from "./terminal-filters.tsx";

/** By team, for who is in one that has a terminal. */
export function TeamFilter({ terminals, search, onChange }: TerminalFiltersProps): ReactNode {
  const teams = useMyTeams().filter(({ id }) => id === search.team || terminals.some(({ teamId }) => teamId === id));
  if (teams.length === 0) return null;
  return (
    <span className="w-40">
      <select
        aria-label="Team"
        value={search.team ?? ""}
        onChange={({ target }) => {
          const { team: _, ...others } = search;
          onChange(target.value ? { ...others, team: target.value } : others);
        }}
        className={inputClass}
      >
        <option value="">All teams</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
