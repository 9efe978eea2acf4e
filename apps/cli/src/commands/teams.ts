import type { Client, Team, TeamMember } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { findTerminal } from "../terminal/short-id.ts";

/** Lists one's teams, for administrators all of them, by name. */
export async function listTeams(environment: Environment): Promise<void> {
  const { client } = await connect(environment);
  const teams = await client.teams.list();
  if (teams.length === 0) return print("No teams. Administrators make them: pilothouse teams create <name>");
  for (const { name, members, role } of teams) print(`${plain(name)}  ${members} members  ${role ?? "not in it"}`);
}

/** Makes a team, with whoever makes it as its first maintainer. */
export async function createTeam(environment: Environment, name: string): Promise<void> {
  const { client } = await connect(environment);
  const team = await client.teams.create({ name });
  print(`The team ${plain(team.name)} is there. Add people with: pilothouse teams add "${plain(team.name)}" <email>`);
}

/** Lists who is in a team, by name. */
export async function listMembers(environment: Environment, team: string): Promise<void> {
  const { client } = await connect(environment);
  const { members } = await client.teams.get((await findTeam(client, team)).id);
  for (const { email, name, role } of members) print(`${email}  ${plain(name)}  ${role}`);
}

/** Lets somebody in, or gives them another role in it. */
export async function addMember(
  environment: Environment,
  { team, email, maintainer = false }: { readonly team: string; readonly email: string; readonly maintainer?: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const { id, name } = await findTeam(client, team);
  const role = maintainer ? "maintainer" : "member";
  const known = await findMember(client, id, email);
  if (known) await client.teams.members.setRole(id, { userId: known.userId, role });
  else await client.teams.members.add(id, { email, role });
  print(`${email} is a ${role} of ${plain(name)} now.`);
}

/** Ends what somebody has open of the team's terminals, too. */
export async function removeMember(environment: Environment, team: string, email: string): Promise<void> {
  const { client } = await connect(environment);
  const { id, name } = await findTeam(client, team);
  const member = await findMember(client, id, email);
  if (!member) throw new CommandFailure(`${email} is not in ${plain(name)}`);
  await client.teams.members.remove(id, member.userId);
  print(`${email} is not in ${plain(name)} any more.`);
}

export async function leaveTeam(environment: Environment, team: string): Promise<void> {
  const { client } = await connect(environment);
  const { id, name } = await findTeam(client, team);
  await client.teams.leave(id);
  print(`You are not in ${plain(name)} any more.`);
}

/** Its terminals go back to whoever made them. */
export async function deleteTeam(environment: Environment, team: string): Promise<void> {
  const { client } = await connect(environment);
  const { id, name } = await findTeam(client, team);
  await client.teams.delete(id);
  print(`The team ${plain(name)} is gone; its terminals are with whoever made them.`);
}

/** Gives a terminal to a team or, without one, back to whoever made it. */
export async function moveTerminal(environment: Environment, beginning: string, team: string | undefined): Promise<void> {
  const { client } = await connect(environment);
  const { id, title } = await findTerminal(client, beginning);
  const to = team === undefined ? null : await findTeam(client, team);
  await client.terminals.move(id, to?.id ?? null);
  print(`${plain(title)} belongs to ${to ? plain(to.name) : "whoever made it"} now.`);
}

/** The team of this name, in whatever case. */
export async function findTeam({ teams }: Client, name: string): Promise<Team> {
  const found = (await teams.list()).find((team) => team.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new CommandFailure(`there is no team ${name}`);
  return found;
}

async function findMember({ teams }: Client, id: string, email: string): Promise<TeamMember | undefined> {
  const { members } = await teams.get(id);
  return members.find((member) => member.email === email.trim().toLowerCase());
}
