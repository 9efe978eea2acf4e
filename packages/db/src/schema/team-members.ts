import type { TeamRole } from "@pilothouse/contracts";

export interface TeamMembersTable {
  teamId: string;
  userId: string;
  role: TeamRole;
  since: number;
}
