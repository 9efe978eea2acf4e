import { appRouter, PERMISSIONS } from "@pilothouse/api";
import { Role, type ShareKind } from "@pilothouse/contracts";
import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import { type AttachEvent, type Client, createClient, signIn, type TerminalView } from "@pilothouse/sdk";
import { createTRPCUntypedClient, createWSClient, TRPCClientError, type TRPCUntypedClient, wsLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { tempFolder, type TempFolder } from "./temp-folder.ts";
import { startTestServer, type TestServer } from "./test-server.ts";
import { waitFor } from "./wait-for.ts";
import { writeTranscript } from "./written-transcripts.ts";

interface Ids {
  readonly terminal: string;
  readonly token: string;
  readonly apiKey: string;
  readonly share: string;
  readonly login: string;
  readonly team: string;
  readonly user: string;
  readonly conversation: string;
  readonly project: string;
  readonly budget: string;
}

/** A valid input that names somebody's object, for each procedure that is about one. */
const INPUTS: Readonly<Record<string, (ids: Ids) => object>> = {
  "apiKeys.update": ({ apiKey }) => ({ id: apiKey, name: "mine-now" }),
  "apiKeys.delete": ({ apiKey }) => ({ id: apiKey }),
  "auth.passkeys.delete": () => ({ id: crypto.randomUUID() }),
  "auth.logins.revoke": ({ login }) => ({ id: login }),
  // How one's own are told from others' is tried where there is a provider to connect with.
  "auth.sso.unlink": () => ({ id: crypto.randomUUID() }),
  "analytics.activity": ({ project }) => ({ projectId: project }),
  "analytics.budgets.delete": ({ budget }) => ({ id: budget }),
  "analytics.budgets.update": ({ budget }) => ({ id: budget, limit: 2 }),
  "analytics.tools": ({ conversation }) => ({ conversationId: conversation }),
  "analytics.usage": ({ conversation }) => ({ conversationId: conversation }),
  "conversations.analytics": ({ conversation }) => ({ id: conversation }),
  "conversations.block": ({ conversation }) => ({ id: conversation, messageId: 1, block: 0 }),
  "conversations.get": ({ conversation }) => ({ id: conversation }),
  "conversations.messages": ({ conversation }) => ({ id: conversation }),
  "conversations.search": ({ conversation }) => ({ query: "question", conversationId: conversation }),
  "conversations.watch": ({ conversation }) => ({ id: conversation }),
  "projects.delete": ({ project }) => ({ id: project }),
  "projects.get": ({ project }) => ({ id: project }),
  "projects.update": ({ project }) => ({ id: project, archived: true }),
  "teams.get": ({ team }) => ({ id: team }),
  "teams.leave": ({ team }) => ({ id: team }),
  "teams.rename": ({ team }) => ({ id: team, name: `Ours ${team}` }),
  "teams.members.add": ({ team }) => ({ id: team, email: "viewer@example.org" }),
  "teams.members.setRole": ({ team, user }) => ({ id: team, userId: user, role: "member" }),
  "teams.members.remove": ({ team, user }) => ({ id: team, userId: user }),
  "teams.delete": ({ team }) => ({ id: team }),
  "tokens.revoke": ({ token }) => ({ id: token }),
  "attention.dismiss": ({ terminal }) => ({ id: terminal }),
  "terminals.get": ({ terminal }) => ({ id: terminal }),
  "terminals.attach": ({ terminal }) => ({ id: terminal, viewerId: crypto.randomUUID() }),
  "terminals.write": ({ terminal }) => ({ id: terminal, clientId: crypto.randomUUID(), seq: 1, data: Uint8Array.of(3) }),
  "terminals.ack": ({ terminal }) => ({ id: terminal, viewerId: crypto.randomUUID(), offset: 0 }),
  "terminals.resize": ({ terminal }) => ({ id: terminal, cols: 20, rows: 20 }),
  "terminals.signal": ({ terminal }) => ({ id: terminal, signal: "SIGKILL" }),
  "terminals.takeControl": ({ terminal }) => ({ id: terminal, viewerId: crypto.randomUUID() }),
  "terminals.rename": ({ terminal }) => ({ id: terminal, title: "mine now" }),
  "terminals.move": ({ terminal }) => ({ id: terminal, teamId: null }),
  "terminals.close": ({ terminal }) => ({ id: terminal }),
  "terminals.delete": ({ terminal }) => ({ id: terminal }),
  "terminals.history": ({ terminal }) => ({ id: terminal }),
  "terminals.scrollback": ({ terminal }) => ({ id: terminal }),
  "terminals.resume": ({ terminal }) => ({ id: terminal }),
  "terminals.search": ({ terminal }) => ({ query: "word", terminalIds: [terminal] }),
  "terminals.keep": ({ terminal }) => ({ id: terminal }),
  "terminals.inputs": ({ terminal }) => ({ id: terminal }),
  "terminals.shares.create": ({ terminal }) => ({ terminalId: terminal }),
  "terminals.shares.list": ({ terminal }) => ({ terminalId: terminal }),
  "terminals.shares.revoke": ({ share }) => ({ id: share }),
  "terminals.timeline": ({ terminal }) => ({ id: terminal }),
  "terminals.screenAt": ({ terminal }) => ({ id: terminal, place: { offset: 0 } }),
  "terminals.replay": ({ terminal }) => ({ id: terminal, from: { offset: 0, events: 0 } }),
};

/** What is open to who came by a link to a recording, and not to who came by one to what comes. */
const RECORDED = new Set(["terminals.timeline", "terminals.screenAt", "terminals.replay"]);

const own = Object.keys(PERMISSIONS).filter((path) => ["own", "team", "shared"].includes(PERMISSIONS[path]?.access ?? ""));

test("every procedure about somebody's object is tried here", () => {
  expect(Object.keys(INPUTS).sort()).toEqual(own.sort());
});

let server: TestServer;
let folder: TempFolder;
beforeAll(async () => {
  folder = await tempFolder("transcripts");
  await writeTranscript(folder.path, "hers");
  server = await startTestServer({ env: { CLAUDE_PROJECTS_PATH: folder.path } });
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** `query`, `mutation` or `subscription`. */
function typeOf(path: string): unknown {
  const procedures: object = appRouter._def.procedures;
  return Reflect.get(Reflect.get(Object(Reflect.get(procedures, path)), "_def") ?? {}, "type");
}

/** Whether a role includes another one, said anew: the table is held against this, not against itself. */
function includes(role: Role, least: Role): boolean {
  const order: readonly Role[] = ["viewer", "member", "operator", "admin"];
  return order.indexOf(role) >= order.indexOf(least);
}

/** How a call failed, as `kind httpStatus`; a subscription counts as failed by its first message. */
async function outcome(client: TRPCUntypedClient<AnyTRPCRouter>, path: string, input: object): Promise<string> {
  const type = typeOf(path);
  const call = new Promise<unknown>((resolve, reject) => {
    if (type === "query") client.query(path, input).then(resolve, reject);
    else if (type === "mutation") client.mutation(path, input).then(resolve, reject);
    else client.subscription(path, input, { onData: resolve, onComplete: () => resolve("completed"), onError: reject });
  });
  try {
    await call;
    return "passed";
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    return `${error.data?.fault?.kind} ${error.data?.httpStatus}`;
  }
}

/** On a socket of its own; `null`: nobody is signed in. */
function untyped(token: string | null) {
  const socket = createWSClient({
    url: `${server.url.replace("http", "ws")}/trpc`,
    connectionParams: token === null ? {} : { token },
    experimental_encoder: socketEncoder,
  });
  const client = createTRPCUntypedClient<AnyTRPCRouter>({ links: [wsLink({ client: socket, transformer: wire })] });
  return { client, [Symbol.asyncDispose]: () => socket.close() };
}

/** A terminal, a token and a share link of the administrator's. */
async function hers(ada: Client) {
  const { id: terminal } = await ada.terminals.create({ command: ["cat"], title: "hers" });
  const { token } = await ada.tokens.create({ name: "hers" });
  const { share } = await ada.terminals.shares.create({ terminalId: terminal });
  await signIn({ url: server.url, ...server.admin });
  const apiKey = await ada.apiKeys.create({ name: `hers-${terminal}`, value: "sk-hers" });
  const login = (await ada.auth.logins.list()).find(({ current }) => !current);
  const team = await ada.teams.create({ name: `Hers ${terminal}` });
  const user = (await ada.auth.me()).user.id;
  const written = await waitFor(async () => (await ada.conversations.list()).conversations[0], { what: "her conversation" });
  const { id: project } = await ada.projects.create({ name: `hers ${terminal}` });
  const { id: budget } = await ada.analytics.budgets.create({ name: "hers", unit: "usd", period: "day", limit: 1 });
  const told = { conversation: written.id, project, budget };
  return { ...told, terminal, token: token.id, apiKey: apiKey.id, share: share.id, login: login?.id ?? "", team: team.id, user };
}

const missingIds = (): Ids => ({
  terminal: crypto.randomUUID(),
  token: crypto.randomUUID(),
  apiKey: crypto.randomUUID(),
  share: crypto.randomUUID(),
  login: crypto.randomUUID(),
  team: crypto.randomUUID(),
  user: crypto.randomUUID(),
  conversation: crypto.randomUUID(),
  project: crypto.randomUUID(),
  budget: crypto.randomUUID(),
});

async function untouched(ada: Client, { terminal, token, apiKey, share, project, budget }: Ids): Promise<void> {
  expect(await ada.projects.get(project)).toMatchObject({ archivedAt: null });
  expect((await ada.analytics.budgets.list()).find(({ id }) => id === budget)).toMatchObject({ limit: 1 });
  expect(await ada.terminals.get(terminal)).toMatchObject({ title: "hers", status: "running", cols: 80 });
  expect((await ada.tokens.list()).map(({ id }) => id)).toContain(token);
  expect((await ada.apiKeys.list()).map(({ id }) => id)).toContain(apiKey);
  expect((await ada.terminals.shares.list(terminal)).map(({ id }) => id)).toEqual([share]);
}

test("S15: whoever is not signed in is refused everything that the table does not give to anyone", async () => {
  await using nobody = untyped(null);
  const missing = missingIds();
  for (const [path, { access }] of Object.entries(PERMISSIONS)) {
    if (access === "public") continue;
    expect(await outcome(nobody.client, path, INPUTS[path]?.(missing) ?? {}), `${path} for nobody`).toBe("unauthenticated 401");
  }
});

test.each(Role.options)(
  "S20: with another user's ids, every procedure answers the role %s with 404, as with ids that do not exist, and nothing happens",
  async (role) => {
    using ada = await signedIn(server);
    const theirs = await hers(ada);
    const credentials = { email: `${role}@example.org`, password: "another long one" };
    await ada.users.create({ ...credentials, name: role, role });
    const login = await signIn({ url: server.url, ...credentials });
    using stranger = createClient({ url: server.url, token: login });
    await using socket = untyped(await login());

    const missing = missingIds();
    for (const [path, input] of Object.entries(INPUTS)) {
      const { from = "admin", others } = PERMISSIONS[path] ?? {};
      const expected = includes(role, from) ? "not_found 404" : "forbidden 403";
      const ofOthers = others !== undefined && includes(role, others) ? "passed" : expected;
      expect(await outcome(socket.client, path, input(theirs)), `${path} of another user`).toBe(ofOthers);
      expect(await outcome(socket.client, path, input(missing)), `${path} of nobody`).toBe(expected);
    }
    for (const [path, { access }] of Object.entries(PERMISSIONS)) {
      if (access !== "admin" || role === "admin") continue;
      expect(await outcome(socket.client, path, {}), `${path} for everyone else`).toBe("forbidden 403");
    }
    expect(await stranger.terminals.list()).toEqual([]);
    expect((await stranger.conversations.list()).conversations).toEqual([]);
    expect((await stranger.conversations.search({ query: "question" })).hits).toEqual([]);
    expect((await stranger.analytics.usage()).total.requests).toBe(0);
    expect(await stranger.attention.list()).toEqual([]);
    expect(await stranger.tokens.list()).toEqual([]);
    expect(await stranger.auth.logins.list()).toHaveLength(1);
    const stillThere = (await ada.auth.logins.list()).some(({ id }) => id === theirs.login);
    expect(stillThere).toBe(role !== "admin");
    expect((await ada.teams.list()).some(({ id }) => id === theirs.team)).toBe(role !== "admin");
    expect(await stranger.apiKeys.list()).toEqual([]);
    await untouched(ada, theirs);
    await ada.terminals.delete(theirs.terminal);
  },
);

test("S20: operators see which terminals others have, without what is in them; for the rest there are no others", async () => {
  using ada = await signedIn(server);
  const userId = (await ada.auth.me()).user.id;
  const { id } = await ada.terminals.create({ command: ["cat", "/dev/stdin"], title: "her salary" });
  const listAs = async (role: Role) => {
    const credentials = { email: `${role}-2@example.org`, password: "another long one" };
    await ada.users.create({ ...credentials, name: role, role });
    using client = await signedIn(server, credentials);
    return client.terminals.list({ ownerId: userId }).catch((error: unknown) => error);
  };
  for (const role of ["viewer", "member"] as const) expect(await listAs(role)).toMatchObject({ kind: "not_found" });
  for (const role of ["operator", "admin"] as const) {
    expect(await listAs(role)).toMatchObject([{ id, title: "cat", command: ["cat"], status: "running" }]);
  }
  await ada.terminals.delete(id);
});

test("a viewer, and an API token to read, may look at their terminal and have no effect on it", async () => {
  using ada = await signedIn(server);
  const credentials = { email: "carol@example.org", password: "another long one" };
  const { id: userId } = await ada.users.create({ ...credentials, name: "Carol" });
  using carol = await signedIn(server, credentials);
  const { id } = await carol.terminals.create({ command: ["cat"] });
  using reading = createClient({ url: server.url, token: (await carol.tokens.create({ name: "r", scope: "read" })).secret });
  await ada.users.update(userId, { role: "viewer" });
  using viewer = await signedIn(server, credentials);
  for (const client of [reading, viewer]) {
    expect(await firstOf(client.terminals.attach(id))).toMatchObject({ type: "snapshot" });
    await expect(firstOf(client.terminals.attach(id, { mode: "control" }))).rejects.toMatchObject({ kind: "forbidden" });
    await expect(client.terminals.close(id)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(client.terminals.create({ command: ["cat"] })).rejects.toMatchObject({ kind: "forbidden" });
  }
  expect(await viewer.terminals.get(id)).toMatchObject({ status: "running" });
});

async function firstOf(view: TerminalView): Promise<AttachEvent | undefined> {
  for await (const event of view) return event;
  return undefined;
}

test("who came by a share link may look at its terminal, and is refused everything else there is", async () => {
  using ada = await signedIn(server);
  const mine = await hers(ada);
  const { id: another } = await ada.terminals.create({ command: ["cat"] });
  const recorded = await ada.terminals.create({ command: ["sh", "-c", "echo shown; exec cat"] });
  await waitFor(async () => (await ada.terminals.get(recorded.id)).endOffset > 0, { what: "output to record" });
  const ticketOf = async (terminalId: string, kind: ShareKind) => {
    const { token } = await ada.terminals.shares.create({ terminalId, kind });
    return (await ada.terminals.shares.open(token)).ticket;
  };
  await using socket = untyped(await ticketOf(mine.terminal, "live"));
  await using recording = untyped(await ticketOf(recorded.id, "recording"));

  for (const [path, { access }] of Object.entries(PERMISSIONS)) {
    const expected = access === "shared" ? "passed" : "forbidden 403";
    const ofLive = RECORDED.has(path) ? "forbidden 403" : expected;
    expect(await outcome(socket.client, path, INPUTS[path]?.(mine) ?? {}), `${path} for a guest`).toBe(ofLive);
    const played = INPUTS[path]?.({ ...mine, terminal: recorded.id }) ?? {};
    expect(await outcome(recording.client, path, played), `${path} for a guest of a recording`).toBe(expected);
    if (access !== "shared") continue;
    const input = INPUTS[path]?.({ ...mine, terminal: another }) ?? {};
    expect(await outcome(socket.client, path, input), `${path} of another terminal`).toBe("not_found 404");
  }
  const control = { id: mine.terminal, viewerId: crypto.randomUUID(), mode: "control" };
  expect(await outcome(socket.client, "terminals.attach", control)).toBe("forbidden 403");
  expect(await ada.terminals.get(mine.terminal)).toMatchObject({ title: "hers", status: "running", cols: 80 });
});
