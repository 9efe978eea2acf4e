import type { Command } from "commander";
import {
  addMember,
  createTeam,
  deleteTeam,
  leaveTeam,
  listMembers,
  listTeams,
  moveTerminal,
  removeMember,
} from "./commands/teams.ts";
import type { Environment } from "./env.ts";

/** The commands about people who have terminals together. */
export function addTeams(program: Command, environment: Environment): void {
  const teams = program.command("teams").description("people who have terminals together");
  teams
    .command("ls")
    .description("list your teams; for administrators, all of them")
    .action(() => listTeams(environment));
  teams
    .command("create")
    .description("make a team, for administrators")
    .argument("<name>", "what it is called")
    .action((name: string) => createTeam(environment, name));
  teams
    .command("members")
    .description("list who is in a team")
    .argument("<team>", "its name")
    .action((team: string) => listMembers(environment, team));
  teams
    .command("add")
    .description("let somebody into a team, for its maintainers and administrators")
    .argument("<team>", "its name")
    .argument("<email>", "of their account")
    .option("--maintainer", "who also says who is in it")
    .action((team: string, email: string, options: { maintainer?: boolean }) =>
      addMember(environment, { team, email, ...options }),
    );
  teams
    .command("remove")
    .description("take somebody out of a team")
    .argument("<team>", "its name")
    .argument("<email>", "of their account")
    .action((team: string, email: string) => removeMember(environment, team, email));
  teams
    .command("leave")
    .description("leave a team")
    .argument("<team>", "its name")
    .action((team: string) => leaveTeam(environment, team));
  teams
    .command("rm")
    .description("delete a team; its terminals go back to whoever made them")
    .argument("<team>", "its name")
    .action((team: string) => deleteTeam(environment, team));
}

/** How a terminal comes to a team, and back. */
export function addMove(terminals: Command, environment: Environment): void {
  terminals
    .command("move")
    .description("give a terminal to a team")
    .argument("<id>", "its id, or the beginning of it")
    .argument("[team]", "the team's name; left out: back to whoever made it")
    .action((id: string, team: string | undefined) => moveTerminal(environment, id, team));
}
