import { join } from "node:path";
import { type Client, createClient, type Login, signIn, type SourceOwner } from "@pilothouse/sdk";
import { waitFor } from "../wait-for.ts";
import { writeTranscript } from "../written-transcripts.ts";
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
  readonly conversation: string;
  readonly project: string;
  readonly budget: string;
  /** Of the conversation: numbers, as texts. */
  readonly message: string;
  readonly block: string;
}

/** What the victim, a member of the house and of one team, has for herself and what her team has. */
export interface World {
  readonly own: Ids;
  readonly ofTeam: Pick<Ids, "terminal" | "share" | "team" | "conversation" | "project" | "message" | "block">;
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

/** Worlds that can be made. */
const WORLDS = 20;
let made = 0;

/** New objects of every kind, and a team with these people in it beside the victim. */
export async function makeWorld(
  server: TestServer,
  people: People,
  members: readonly { readonly email: string; readonly role: "member" | "maintainer" }[],
): Promise<World> {
  made += 1;
  const { admin, victim } = people;
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
  const { id: project } = await client.projects.create({ name: `hers ${made}` });
  const budget = await client.analytics.budgets.create({ name: `hers ${made}`, unit: "usd", period: "day", limit: 1 });
  const own = {
    ...personal,
    ...(await transcriptOf(people, "hers", { kind: "user", id: user })),
    project,
    budget: budget.id,
    token: token.id,
    apiKey: apiKey.id,
    login: login?.id ?? "",
    team,
    user,
  };
  return { own, ofTeam: { ...shared, ...(await transcriptOf(people, `team-${made}`, { kind: "team", id: team })), team } };
}

/** Gives the folder with the conversation about this topic to somebody, and waits until it was read for them. */
async function transcriptOf({ admin, victim: { client } }: People, topic: string, owner: SourceOwner) {
  const source = (await admin.sources.list()).find(({ path }) => path.endsWith(`/${topic}`));
  if (!source) throw new Error(`nothing was written about ${topic}`);
  await admin.sources.assign(source.id, owner);
  const found = await waitFor(
    async () => (await client.conversations.list()).conversations.find(({ title }) => title === `A question about ${topic}`),
    { what: `the conversation about ${topic}` },
  );
  const [message] = (await client.conversations.messages(found.id, { limit: 1 })).messages;
  return { conversation: found.id, project: found.projectId ?? "", message: String(message?.id), block: "0" };
}

/** Topics of conversations, each in a folder of its own: hers, and one for the team of each world. */
const TOPICS = ["hers", ...Array.from({ length: WORLDS }, (_, at) => `team-${at + 1}`)];

/** Writes a conversation about each topic; answers with the server's settings that have them read. */
export async function writeTranscripts(folder: string): Promise<Record<string, string>> {
  const paths = TOPICS.map((topic) => join(folder, topic));
  await Promise.all(TOPICS.map((topic) => writeTranscript(join(folder, topic), topic)));
  return { CLAUDE_PROJECTS_PATH: paths.join(","), CODEX_SESSIONS_PATH: "none", GEMINI_TMP_PATH: "none" };
}

/** Ids of nothing. */
export function nothing(): Ids {
  const id = () => crypto.randomUUID();
  return {
    terminal: id(),
    share: id(),
    token: id(),
    apiKey: id(),
    login: id(),
    team: id(),
    user: id(),
    conversation: id(),
    project: id(),
    budget: id(),
    message: "1",
    block: "0",
  };
}
