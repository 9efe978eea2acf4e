import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Email } from "./users.ts";

/** `member`: uses what the team owns. `maintainer`: also says who is in it, and how it is called. */
export const TeamRole = z.enum(["member", "maintainer"]);
export type TeamRole = z.infer<typeof TeamRole>;

export const TeamName = z.string().trim().min(1, "enter a name").max(60, "use at most 60 characters");

/** People who own terminals together. */
export const Team = z.object({
  id: Id,
  name: z.string(),
  /** How many are in it. */
  members: z.number().int(),
  /** What the caller is in it; `null` for an administrator who is not in it. */
  role: TeamRole.nullable(),
  createdAt: Millis,
});
export interface Team extends z.infer<typeof Team> {}

export const TeamMember = z.object({ userId: Id, name: z.string(), email: z.string(), role: TeamRole, since: Millis });
export interface TeamMember extends z.infer<typeof TeamMember> {}

/** A team and who is in it, by name. */
export const TeamDetails = Team.omit({ members: true }).extend({ members: z.array(TeamMember).max(LIMITS.membersPerTeam) });
export interface TeamDetails extends z.infer<typeof TeamDetails> {}

export const TeamRef = z.object({ id: Id });

export const CreateTeam = z.object({ name: TeamName });
export type CreateTeam = z.input<typeof CreateTeam>;

export const RenameTeam = z.object({ id: Id, name: TeamName });
export type RenameTeam = z.input<typeof RenameTeam>;

export const AddTeamMember = z.object({ id: Id, email: Email, role: TeamRole.default("member") });
export type AddTeamMember = z.input<typeof AddTeamMember>;

export const TeamMemberRef = z.object({ id: Id, userId: Id });
export type TeamMemberRef = z.input<typeof TeamMemberRef>;

export const SetTeamRole = TeamMemberRef.extend({ role: TeamRole });
export type SetTeamRole = z.input<typeof SetTeamRole>;
