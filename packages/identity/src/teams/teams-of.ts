import type { TeamRole } from "@pilothouse/contracts";
import type { Core } from "../core.ts";
import { POLICY } from "../policy.ts";

const MOST_REMEMBERED = 10_000;

/** What somebody is in each team, by its id. */
export type TeamRoles = ReadonlyMap<string, TeamRole>;

interface Known {
  readonly teams: TeamRoles;
  readonly until: number;
}

/**
 * The teams that a user is in, remembered for `POLICY.activeForMs`, because every key press asks. A change
 * forgets everything, also what is being looked up at that moment.
 */
export function rememberTeams({
  db,
  clock,
  teamChanges,
}: Pick<Core, "db" | "clock" | "teamChanges">): (userId: string) => Promise<TeamRoles> {
  const known = new Map<string, Known>();
  let changes = 0;
  teamChanges.subscribe(() => {
    changes += 1;
    known.clear();
  });
  return async (userId) => {
    const now = clock.now();
    const found = known.get(userId);
    if (found && now < found.until && now >= found.until - POLICY.activeForMs) return found.teams;
    const seen = changes;
    const rows = await db.selectFrom("teamMembers").select(["teamId", "role"]).where("userId", "=", userId).execute();
    const teams = new Map(rows.map(({ teamId, role }) => [teamId, role]));
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (seen === changes) known.set(userId, { teams, until: now + POLICY.activeForMs });
    return teams;
  };
}
