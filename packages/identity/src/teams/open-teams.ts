import type { AddTeamMember, CreateTeam, RenameTeam, SetTeamRole, Team, TeamDetails, TeamMemberRef } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { addTeamMember } from "./add-team-member.ts";
import { createTeam } from "./create-team.ts";
import { deleteTeam } from "./delete-team.ts";
import { getTeam } from "./get-team.ts";
import { listTeams } from "./list-teams.ts";
import { leaveTeam, removeTeamMember } from "./remove-team-member.ts";
import { renameTeam } from "./rename-team.ts";
import { setTeamRole } from "./set-team-role.ts";
import type { TeamsChange } from "./team-changes.ts";
import { rememberTeams, type TeamRoles } from "./teams-of.ts";

/** Who owns things together. Each verb is documented where it is written. */
export interface Teams {
  list(actor: Actor): Promise<Team[]>;
  get(actor: Actor, id: string): Promise<TeamDetails>;
  create(actor: Actor, input: CreateTeam): Promise<TeamDetails>;
  rename(actor: Actor, input: RenameTeam): Promise<TeamDetails>;
  delete(actor: Actor, id: string): Promise<void>;
  leave(actor: Actor, id: string): Promise<void>;
  add(actor: Actor, input: AddTeamMember): Promise<TeamDetails>;
  remove(actor: Actor, ref: TeamMemberRef): Promise<void>;
  setRole(actor: Actor, input: SetTeamRole): Promise<TeamDetails>;
  /** The teams that a user is in. */
  of(userId: string): Promise<TeamRoles>;
  /** Called at once when somebody is in other teams than before. Returns the way to stop. */
  onChange(listener: (change: TeamsChange) => void): () => void;
}

export function openTeams(core: Pick<Core, "db" | "clock" | "teamChanges">): Teams {
  return {
    list: (actor) => listTeams(core, actor),
    get: (actor, id) => getTeam(core, actor, id),
    create: (actor, input) => createTeam(core, actor, input),
    rename: (actor, input) => renameTeam(core, actor, input),
    delete: (actor, id) => deleteTeam(core, actor, id),
    leave: (actor, id) => leaveTeam(core, actor, id),
    add: (actor, input) => addTeamMember(core, actor, input),
    remove: (actor, ref) => removeTeamMember(core, actor, ref),
    setRole: (actor, input) => setTeamRole(core, actor, input),
    of: rememberTeams(core),
    onChange: (listener) => core.teamChanges.subscribe(listener),
  };
}
