import type { Team } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/query.ts";

const NONE: readonly Team[] = [];

/** The teams that this person is in. Administrators see others, too, and have nothing of those. */
export function useMyTeams(): readonly Team[] {
  const { data = NONE } = useQuery(api.teams.list.queryOptions());
  return data.filter(({ role }) => role !== null);
}
