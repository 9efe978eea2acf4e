import type { AddTeamMember, CreateTeam, SetTeamRole, Team, TeamDetails } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";

/** Who is in a team. Changes are for its maintainers and for administrators; everyone else in it is answered with `forbidden`. */
export interface TeamMembers {
  /** By the e-mail address of an account. */
  add(teamId: string, who: Omit<AddTeamMember, "id">, options?: CallOptions): Promise<TeamDetails>;
  /** Ends what the user has open of the team's terminals. */
  remove(teamId: string, userId: string, options?: CallOptions): Promise<void>;
  setRole(teamId: string, who: Omit<SetTeamRole, "id">, options?: CallOptions): Promise<TeamDetails>;
}

/** People who own terminals together. A team of others is answered as one that does not exist. */
export interface Teams {
  readonly members: TeamMembers;
  /** The caller's own; for administrators, all of them. */
  list(options?: CallOptions): Promise<Team[]>;
  get(id: string, options?: CallOptions): Promise<TeamDetails>;
  /** For administrators. The caller is its first maintainer. */
  create(input: CreateTeam, options?: CreateOptions): Promise<TeamDetails>;
  rename(id: string, name: string, options?: CallOptions): Promise<TeamDetails>;
  /** What it owned goes back to whoever made it. */
  delete(id: string, options?: CallOptions): Promise<void>;
  leave(id: string, options?: CallOptions): Promise<void>;
}

export function teamsResource(caller: Caller): Teams {
  return {
    members: {
      add: (id, who, options) => caller.mutation((api, call) => api.teams.members.add.mutate({ ...who, id }, call), options),
      remove: (id, userId, options) =>
        caller.mutation((api, call) => api.teams.members.remove.mutate({ id, userId }, call), options),
      setRole: (id, who, options) =>
        caller.mutation((api, call) => api.teams.members.setRole.mutate({ ...who, id }, call), options),
    },
    list: (options) => caller.query((api, call) => api.teams.list.query(undefined, call), options),
    get: (id, options) => caller.query((api, call) => api.teams.get.query({ id }, call), options),
    create: (input, options) => caller.mutation((api, call) => api.teams.create.mutate(input, call), options),
    rename: (id, name, options) => caller.mutation((api, call) => api.teams.rename.mutate({ id, name }, call), options),
    delete: (id, options) => caller.mutation((api, call) => api.teams.delete.mutate({ id }, call), options),
    leave: (id, options) => caller.mutation((api, call) => api.teams.leave.mutate({ id }, call), options),
  };
}
