import type { Client, Source, SourceOwner } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";
import { findTeam } from "./teams.ts";
import { findUser } from "./users.ts";

/** Lists the folders whose transcripts are read, whose they are, and what could not be read of them. */
export async function listSources(environment: Environment, { json = false }: { readonly json?: boolean }): Promise<void> {
  const { client } = await connect(environment);
  const sources = await client.sources.list();
  if (json) return print(JSON.stringify(sources, null, 2));
  const names = await namesOf(client);
  const rows = sources.map((source) => [
    source.agent,
    plain(source.path),
    source.owner === null ? "nobody" : plain(names.get(source.owner.id) ?? source.owner.id),
    source.state,
    `${source.files} files`,
    source.badLines === 0 ? "" : `${source.badLines} bad lines`,
  ]);
  for (const line of table([["AGENT", "FOLDER", "OWNER", "STATE", "READ", ""], ...rows])) print(line);
}

async function namesOf({ users, teams }: Client): Promise<ReadonlyMap<string, string>> {
  const [people, groups] = await Promise.all([users.list(), teams.list()]);
  return new Map([...people.map(({ id, email }) => [id, email] as const), ...groups.map(({ id, name }) => [id, name] as const)]);
}

export interface AssignOptions {
  readonly user?: string;
  readonly team?: string;
  readonly nobody?: boolean;
}

/** Makes what is in a folder somebody's, a team's or nobody's. */
export async function assignSource(environment: Environment, folder: string, options: AssignOptions): Promise<void> {
  const { client } = await connect(environment);
  const source = await findSource(client, folder);
  const owner = await ownerOf(client, options);
  const { path } = await client.sources.assign(source.id, owner);
  print(`What agents wrote in ${plain(path)} is ${plain(options.user ?? options.team ?? "nobody")}'s now.`);
}

async function findSource({ sources }: Client, folder: string): Promise<Source> {
  const found = (await sources.list()).filter(({ id, path }) => path === folder || id === folder);
  const [only] = found;
  if (!only) throw new CommandFailure(`no transcripts are read from ${folder} (pilothouse sources ls)`);
  if (found.length > 1) throw new CommandFailure(`${folder} is read for several agents; give the id that sources ls --json has`);
  return only;
}

async function ownerOf(client: Client, { user, team, nobody = false }: AssignOptions): Promise<SourceOwner | null> {
  if (user !== undefined) return { kind: "user", id: (await findUser(client, user)).id };
  if (team !== undefined) return { kind: "team", id: (await findTeam(client, team)).id };
  if (!nobody) throw new CommandFailure("say whose it is to be: --user, --team or --nobody", 2);
  return null;
}
