import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../test-server.ts";
import { type KnownCaller, openCallers, teamMates } from "./callers.ts";
import { accessOf, by, type Case, casesAbout, inputOf, OTHERS, SEED, telling, tryAll, wrong } from "./cases.ts";
import { expectedOf, typeOf } from "./expected.ts";
import { type Line, openLine } from "./line.ts";
import { tempFolder, type TempFolder } from "../temp-folder.ts";
import { makeWorld, nothing, openPeople, type People, type World, writeTranscripts } from "./world.ts";

let server: TestServer;
let people: People;
let callers: KnownCaller[];
let shared: World;
let folder: TempFolder;
beforeAll(async () => {
  folder = await tempFolder("transcripts");
  server = await startTestServer({ env: await writeTranscripts(folder.path) });
  people = await openPeople(server);
  callers = await openCallers(server, people);
  shared = await makeWorld(server, people, teamMates);
}, 120_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test(`S19, S20: everybody is refused what the table refuses them, hers as what is nobody's, and nothing happens (seed ${SEED})`, async () => {
  const cases = [...casesAbout(shared, false), ...casesAbout(shared, true)];
  const failures: string[] = [];
  for (const caller of callers) {
    await using line = openLine(server.url, caller.token);
    const refused = cases.filter(({ path, whose }) => expectedOf(path, caller, whose) !== "passed");
    const tried = await tryAll(line, caller, refused);
    failures.push(...wrong(caller, tried), ...telling(caller, tried));
  }
  expect(failures).toEqual([]);
  const { client } = people.victim;
  for (const [id, teamId] of [
    [shared.own.terminal, null],
    [shared.ofTeam.terminal, shared.ofTeam.team],
  ] as const)
    expect(await client.terminals.get(id)).toMatchObject({ title: "hers", status: "running", cols: 80, teamId });
  expect((await client.terminals.shares.list(shared.own.terminal)).map(({ id }) => id)).toEqual([shared.own.share]);
  expect((await client.terminals.shares.list(shared.ofTeam.terminal)).map(({ id }) => id)).toEqual([shared.ofTeam.share]);
  expect((await client.tokens.list()).map(({ id }) => id)).toContain(shared.own.token);
  expect((await client.apiKeys.list()).map(({ id }) => id)).toContain(shared.own.apiKey);
  expect((await client.auth.logins.list()).map(({ id }) => id)).toContain(shared.own.login);
  expect((await client.projects.get(shared.own.project)).archivedAt).toBeNull();
  expect((await client.analytics.budgets.list()).map(({ id }) => id)).toContain(shared.own.budget);
  expect((await client.teams.get(shared.ofTeam.team)).members).toHaveLength(teamMates.length + 1);
}, 120_000);

/** Inputs that are let in and then do something, or answer at once. */
const WORKING: Readonly<Record<string, object>> = {
  "terminals.write": { seq: 1, data: new Uint8Array() },
  "terminals.screenAt": { place: { offset: 0 } },
  "terminals.replay": { from: { offset: 0, events: 0 } },
  "conversations.watch": { after: 0 },
  "teams.members.add": { email: "other-viewer@example.org" },
};

/** What ends things comes last. */
function turnOf(path: string): number {
  const last = path.slice(path.lastIndexOf(".") + 1);
  if (typeOf(path) !== "mutation") return 0;
  if (path.startsWith("teams.")) return ["leave", "delete"].indexOf(last) + 4;
  return ["revoke", "close", "signal"].includes(last) ? 2 : last === "delete" ? 3 : 1;
}

async function tryAllowed(line: Line, caller: KnownCaller, world: World): Promise<string[]> {
  const allowed = casesAbout(world, false)
    .filter(({ path, whose }) => expectedOf(path, caller, whose) === "passed")
    .map((one): Case => ({ ...one, input: { ...Object(one.input), ...WORKING[one.path] } }))
    .toSorted((a, b) => turnOf(a.path) - turnOf(b.path));
  const failures: string[] = [];
  for (const one of allowed) {
    failures.push(...wrong(caller, await tryAll(line, caller, [one])));
    // To delete what one has left is another matter.
    const mate = teamMates.find(({ email }) => email === caller.email);
    if (one.path === "teams.leave" && mate) await people.admin.teams.members.add(world.ofTeam.team, mate);
  }
  return failures;
}

test(`S19: everybody is let in where the table lets them in, whatever an input says (seed ${SEED})`, async () => {
  const failures: string[] = [];
  for (const caller of callers) {
    await using line = openLine(server.url, caller.token);
    const changes = casesAbout(shared, false).some(
      ({ path, whose }) => typeOf(path) === "mutation" && expectedOf(path, caller, whose) === "passed",
    );
    const world = changes ? await makeWorld(server, people, teamMates) : shared;
    failures.push(...(await tryAllowed(line, caller, world)));
  }
  expect(failures).toEqual([]);
}, 120_000);

/** What somebody signed in may list about themselves, and its answer is not about others. */
async function foreignIn(line: Line, caller: KnownCaller): Promise<string[]> {
  const { team: _team, user: _user, message: _message, block: _block, ...own } = shared.own;
  const { terminal, share, conversation, project } = shared.ofTeam;
  const foreign = [...Object.values(own), ...(caller.inTeam === null ? [terminal, share, conversation, project] : [])];
  const found: string[] = [];
  for (const path of OTHERS) {
    if (typeOf(path) === "mutation" || accessOf(path) !== "user" || expectedOf(path, caller, "nobody's") !== "passed") continue;
    const { answer, data } = await line.call(path, inputOf(path, {}, false), by(path));
    if (answer !== "passed") found.push(`${caller.name}: ${path}: ${answer}`);
    const text = JSON.stringify(data) ?? "";
    found.push(...foreign.filter((id) => text.includes(id)).map((id) => `${caller.name}: ${path} tells of ${id}`));
    if (path === "terminals.list" && text.includes(shared.ofTeam.terminal) !== (caller.inTeam !== null))
      found.push(`${caller.name}: ${path}: her team's terminal`);
  }
  return found;
}

test(`S15, S19: whoever may not is turned away from all other procedures, and no list tells of what is not one's own (seed ${SEED})`, async () => {
  const failures: string[] = [];
  for (const caller of callers) {
    await using line = openLine(server.url, caller.token);
    const cases = OTHERS.map((path): Case => ({ path, whose: "nobody's", input: {} }));
    const refused = cases.filter(({ path }) =>
      ["unauthenticated 401", "forbidden 403"].includes(expectedOf(path, caller, "nobody's")),
    );
    failures.push(...wrong(caller, await tryAll(line, caller, refused)));
    if (!caller.owns) failures.push(...(await foreignIn(line, caller)));
  }
  expect(failures).toEqual([]);
}, 120_000);

test("S20: who is named, and which team, is not there for whom it does not concern", async () => {
  const failures: string[] = [];
  for (const caller of callers) {
    if (caller.role === "nobody") continue;
    await using line = openLine(server.url, caller.token);
    const naming = (user: string, team: string): readonly (readonly [string, object])[] => [
      ["terminals.list", { ownerId: user }],
      ["terminals.list", { teamId: team }],
      ["auth.logins.list", { userId: user }],
      ["terminals.create", { command: ["true"], teamId: team }],
    ];
    const none = nothing();
    const answers = async (calls: ReturnType<typeof naming>) =>
      Promise.all(calls.map(async ([path, input]) => (await line.call(path, input, "http")).answer));
    const sees = (least: string) =>
      caller.owns || (caller.role === "admin" && (least === "operator" || (caller.scope ?? "admin") === "admin"));
    const [list, ofTeam, logins, create] = await answers(naming(people.victim.userId, shared.ofTeam.team));
    const gone = "not_found 404";
    const started = expectedOf("terminals.create", caller, "nobody's");
    const expected = [
      caller.role === "operator" || sees("operator") ? "passed" : gone,
      caller.inTeam === null ? gone : "passed",
      sees("admin") ? "passed" : gone,
      started === "passed" && caller.inTeam === null ? gone : started,
    ];
    if (JSON.stringify([list, ofTeam, logins, create]) !== JSON.stringify(expected))
      failures.push(`${caller.name}: ${[list, ofTeam, logins, create].join(", ")}, not ${expected.join(", ")}`);
    const [, noTeam, , notCreated] = await answers(naming(none.user, none.team));
    if (noTeam !== gone || notCreated !== (started === "passed" ? gone : started))
      failures.push(`${caller.name}: ${noTeam}, ${notCreated}`);
  }
  expect(failures).toEqual([]);
});

test.each([
  { kind: "terminal", place: "terminals", format: "raw" },
  { kind: "conversation", place: "conversations", format: "json" },
] as const)("S20: a $kind is exported for who has it, and is not there for the rest", async ({ kind, place, format }) => {
  for (const { name, token, owns, inTeam, role } of callers) {
    const statusOf = async (id: string) => {
      const headers = token === null ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}/api/${place}/${id}/export?format=${format}`, { headers });
      await response.body?.cancel();
      return response.status;
    };
    const gone = role === "nobody" ? 401 : 404;
    const statuses = await Promise.all([shared.own[kind], shared.ofTeam[kind], nothing()[kind]].map(statusOf));
    expect([name, ...statuses]).toEqual([name, owns ? 200 : gone, inTeam === null ? gone : 200, gone]);
  }
});

test(`S19: a guest of a share link sees its terminal, and of everything else not even whether it is there (seed ${SEED})`, async () => {
  const { token } = await people.victim.client.terminals.shares.create({ terminalId: shared.own.terminal, kind: "recording" });
  await using line = openLine(server.url, (await people.victim.client.terminals.shares.open(token)).ticket);
  const guest = { name: "guest", role: "guest", scope: null, inTeam: null, owns: false } as const;
  const cases = casesAbout(shared, true).filter(({ path, whose }) => whose !== "hers" || accessOf(path) !== "shared");
  const rest = OTHERS.map((path): Case => ({ path, whose: "nobody's", input: {} }));
  const tried = await tryAll(line, guest, [...cases, ...rest]);
  expect([...wrong(guest, tried), ...telling(guest, tried)]).toEqual([]);
});
