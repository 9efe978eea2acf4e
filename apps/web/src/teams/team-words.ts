import type { Team, TeamRole } from "@pilothouse/contracts";

export const TEAM_ROLE_WORDS: Readonly<Record<TeamRole, string>> = { member: "Member", maintainer: "Maintainer" };

export function membersWords(count: number): string {
  return count === 1 ? "1 member" : `${count} members`;
}

/** What a terminal's team is called; `null` when it has none, or one that is not known yet. */
export function teamName(teams: readonly Team[], teamId: string | null): string | null {
  return teams.find(({ id }) => id === teamId)?.name ?? null;
}
