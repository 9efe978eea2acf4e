import { type Client, createClient, type Login, signIn } from "@pilothouse/sdk";
import type { TestServer } from "../test-server.ts";

/** Ids of objects, by what an input calls them. */
export interface Ids {
  readonly terminal: string;
  readonly share: string;
  readonly token: string;
  readonly apiKey: string;
  readonly login: string;
  readonly team: string;
  readonly user: string;
}

/** What the victim, a member of the house and of one team, has for herself and what her team has. */
export interface World {
  readonly own: Ids;
  readonly ofTeam: Pick<Ids, "terminal" | "share" | "team">;
}

export const PASSWORD = "another long one";

export interface People {
  readonly admin: Client;
  readonly victim: { readonly client: Client; readonly login: Login; readonly userId: string; readonly email: string };
}

export async function signInAs({ url }: Pick<TestServer, "url">, email: string): Promise<Login> {
  return signIn({ url, email, password: PASSWORD });
}

export async function openPeople(server: TestServer): Promise<People> {
  const admin = createClient({ url: server.url, token: await signIn({ url: server.url, ...server.admin }) });
  const email = "victim@example.org";
  const { id: userId } = await admin.users.create({ email, password: PASSWORD, name: "Victim", role: "member" });
  const login = await signInAs(server, email);
  return { admin, victim: { client: createClient({ url: server.url, token: login }), login, userId, email } };
}

let made = 0;

/** New objects of every kind, and a team with these people in it beside the victim. */
export async function makeWorld(
  server: TestServer,
  { admin, victim }: People,
  members: readonly { readonly email: string; readonly role: "member" | "maintainer" }[],
): Promise<World> {
  made += 1;
  const { client } = victim;
  const { id: team } = await admin.teams.create({ name: `Team ${made}` });
  for (const member of [{ email: victim.email, role: "member" as const }, ...members])
    await admin.teams.members.add(team, member);
  await admin.teams.leave(team);
  const terminals = [];
  for (const teamId of [null, team]) {
    const { id: terminal } = await client.terminals.create({ command: ["cat"], title: "hers", teamId });
    const { share } = await client.terminals.shares.create({ terminalId: terminal });
    terminals.push({ terminal, share: share.id });
  }
  const [personal, shared] = terminals;
  if (!personal || !shared) throw new Error("two terminals were made");
  const { token } = await client.tokens.create({ name: `hers ${made}` });
  const apiKey = await client.apiKeys.create({ name: `hers-${made}`, value: "sk-hers" });
  const known = new Set((await client.auth.logins.list()).map(({ id }) => id));
  await signInAs(server, victim.email);
  const login = (await client.auth.logins.list()).find(({ id }) => !known.has(id));
  const { userId: user } = victim;
  const own = {
    ...personal,
    token: token.id,
    apiKey: apiKey.id,
    login: login?.id ?? "",
    team,
    user,
  };
  return { own, ofTeam: { ...shared, team } };
}

/** Ids of nothing. */
export function nothing(): Ids {
  const id = () => crypto.randomUUID();
  return { terminal: id(), share: id(), token: id(), apiKey: id(), login: id(), team: id(), user: id() };
}
