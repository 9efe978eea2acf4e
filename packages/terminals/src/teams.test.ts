import type { TeamRole, TerminalsEvent } from "@pilothouse/contracts";
import { type Actor, newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { TerminalsOptions } from "./open.ts";
import type { RunnerSearch, TerminalHost } from "./port.ts";
import { eyes, guestOf, HERE } from "./shares/test-guests.ts";
import { collect, command, link, openAll, viewer } from "./test-open.ts";

const GONE = { kind: "not_found" };
const CAT = { command: command("echo ready; exec cat") };

/** Ada and Bob in a team, and Eve, who is in none. */
async function openWithTeam(
  own: (host: TerminalHost) => Partial<TerminalHost> = () => ({}),
  given: Pick<TerminalsOptions, "grant"> = {},
) {
  const roles = new Map<string, Map<string, TeamRole>>();
  const searched: (readonly string[])[] = [];
  const search = async ({ ids }: RunnerSearch) => {
    searched.push(ids);
    return { hits: [], next: null, behind: 0 };
  };
  const all = await openAll({ liveTerminalsPerUser: 2 }, (host) => ({ search, ...own(host) }), {
    ...given,
    teamsOf: async (userId) => roles.get(userId) ?? new Map(),
  });
  const teamId = newId();
  await all.db.insertInto("teams").values({ id: teamId, name: "Team", normalName: "team", createdAt: 0 }).execute();
  const enter = async ({ userId }: Actor, role: TeamRole) => {
    roles.set(userId, new Map([[teamId, role]]));
    await all.db.insertInto("teamMembers").values({ teamId, userId, role, since: 0 }).execute();
    await all.terminals.teamsChanged({ userId });
  };
  const leave = async ({ userId }: Actor) => {
    roles.delete(userId);
    await all.db.deleteFrom("teamMembers").where("userId", "=", userId).execute();
    await all.terminals.teamsChanged({ userId });
  };
  const disband = async () => {
    roles.clear();
    await all.db.deleteFrom("teams").execute();
    await all.terminals.teamsChanged({});
  };
  await enter(all.ada, "maintainer");
  await enter(all.bob, "member");
  const eve: Actor = { ...all.bob, userId: newId() };
  return { ...all, searched, eve, teamId, enter, leave, disband };
}

type Team = Awaited<ReturnType<typeof openWithTeam>>;

const idsOf = async ({ terminals }: Team, who: Actor, filter = {}) => (await terminals.list(who, filter)).map(({ id }) => id);

const line = (text: string, id: string) => ({ id, clientId: newId(), seq: 1, data: new TextEncoder().encode(`${text}\n`) });

test("what a team has is there for whoever is in it, like their own, and for nobody else", async () => {
  await using t = await openWithTeam();
  const { terminals, ada, bob, eve, teamId } = t;
  const { id } = await terminals.create(ada, { ...CAT, teamId });
  const { id: own } = await terminals.create(ada, CAT);
  expect(await terminals.get(bob, id)).toMatchObject({ id, teamId, ownerId: ada.userId });
  expect([await idsOf(t, ada), await idsOf(t, bob), await idsOf(t, eve)]).toEqual([[own, id], [id], []]);
  expect([await idsOf(t, ada, { teamId }), await idsOf(t, bob, { ownerId: bob.userId })]).toEqual([[id], []]);
  await terminals.write(bob, line("from bob", id));
  const input = { ...viewer(), id, from: { offset: 0 } };
  expect((await collect({ terminals, who: bob, input }, (text) => text.includes("from bob\r\nfrom bob"))).text).toContain(
    "ready",
  );
  expect(await terminals.rename(bob, { id, title: "ours" })).toMatchObject({ title: "ours" });
  await terminals.search(bob, { query: "ready" });
  await terminals.search(ada, { query: "ready" });
  expect(t.searched).toEqual([[id], [own, id]]);
  const foreign = [
    () => terminals.get(bob, own),
    () => terminals.get(eve, id),
    () => terminals.write(eve, line("from eve", id)),
    () => terminals.search(eve, { query: "ready", terminalIds: [id] }),
    () => terminals.list(eve, { teamId }),
    () => terminals.create(eve, { ...CAT, teamId }),
    () => terminals.move(eve, { id, teamId: null }),
  ];
  for (const call of foreign) await expect(call()).rejects.toMatchObject(GONE);
});

test("S20: who leaves a team loses at once what is open, control, and the links to its terminals; the others lose nothing", async () => {
  await using t = await openWithTeam();
  const { terminals, ada, bob, teamId } = t;
  const { id } = await terminals.create(ada, { ...CAT, teamId });
  const isReady = (text: string) => text.includes("ready");
  const asked = { id, from: { offset: 0 } };
  const both = Promise.withResolvers<void>();
  let looking = 0;
  const hers = collect({ terminals, who: ada, input: { ...viewer(), ...asked } }, (text, { event }) => {
    if (isReady(text)) both.resolve();
    if (event.type === "state") looking = event.viewerCount;
    return looking === 1 && text.includes("still here");
  });
  await both.promise;
  const entered = Promise.withResolvers<void>();
  const his = viewer();
  const view = collect({ terminals, who: bob, input: { ...his, ...asked } }, (text) => {
    if (isReady(text)) entered.resolve();
    return false;
  });
  await entered.promise;
  await terminals.takeControl(bob, { id, viewerId: his.viewerId });
  const { token } = await terminals.shares.create(bob, { terminalId: id });
  const mine = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(t, token);
  const exported = await terminals.export(bob, { id, format: "raw", signal: link().signal });

  const lost = view.catch((error: unknown) => error);
  await t.leave(bob);
  expect(await lost).toMatchObject(GONE);
  await expect(exported.pieces[Symbol.asyncIterator]().next()).rejects.toMatchObject(GONE);
  await expect(terminals.write(bob, line("from bob", id))).rejects.toMatchObject(GONE);
  await expect(terminals.takeControl(bob, { id, viewerId: his.viewerId })).rejects.toMatchObject(GONE);
  await expect(terminals.shares.open(token, HERE)).rejects.toMatchObject(GONE);
  await expect(terminals.attach(guest, { id, ...eyes() }, link())).rejects.toMatchObject(GONE);
  expect(await terminals.shares.list(ada, { terminalId: id })).toMatchObject([{ id: mine.share.id }]);
  await terminals.write(ada, line("still here", id));
  expect((await hers).text).toContain("still here");
  // A link does not come back with its maker.
  await t.enter(bob, "member");
  await expect(terminals.shares.open(token, HERE)).rejects.toMatchObject(GONE);
});

test("whoever watches a list gets all of it again when they are in other teams, and nothing of a team they have left", async () => {
  await using t = await openWithTeam();
  const { terminals, ada, bob, teamId } = t;
  const { id } = await terminals.create(ada, { ...CAT, teamId });
  const own = link();
  const events = (await terminals.watch(bob, own))[Symbol.asyncIterator]();
  /** The next event of a kind: what a program does changes its terminal at any time. */
  const next = async (type: TerminalsEvent["type"]) => {
    while (true) {
      const { value } = await events.next();
      if (value?.event.type === type) return value.event;
    }
  };
  expect(await next("all")).toMatchObject({ terminals: [{ id }] });
  await terminals.rename(ada, { id, title: "ours" });
  expect(await next("changed")).toMatchObject({ terminal: { id } });
  await t.leave(bob);
  expect(await next("all")).toEqual({ type: "all", terminals: [] });
  await terminals.rename(ada, { id, title: "theirs" });
  await t.enter(bob, "member");
  expect((await events.next()).value?.event).toMatchObject({ type: "all", terminals: [{ id, title: "theirs" }] });
  own.stop();
});

test("who made a terminal and the maintainers of its team may move it; whoever has it no more sees it no more", async () => {
  await using t = await openWithTeam();
  const { terminals, ada, bob, teamId } = t;
  const { id: adas } = await terminals.create(ada, { ...CAT, teamId });
  await expect(terminals.move(bob, { id: adas, teamId: null })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(terminals.move(ada, { id: adas, teamId: newId() })).rejects.toMatchObject(GONE);
  const { id } = await terminals.create(bob, CAT);
  expect(await terminals.move(bob, { id, teamId })).toMatchObject({ id, teamId, ownerId: bob.userId });
  const view = collect({ terminals, who: ada, input: { ...viewer(), id } });
  const lost = view.catch((error: unknown) => error);
  expect(await terminals.move(ada, { id, teamId: null })).toMatchObject({ id, teamId: null });
  expect(await lost).toMatchObject(GONE);
  await expect(terminals.get(ada, id)).rejects.toMatchObject(GONE);
  expect(await idsOf(t, bob)).toEqual([id, adas]);
});

test("when a team goes, what it had goes back to whoever made it", async () => {
  await using t = await openWithTeam();
  const { terminals, ada, bob, teamId } = t;
  const { id } = await terminals.create(ada, { ...CAT, teamId });
  await terminals.get(bob, id);
  await t.disband();
  await expect(terminals.get(bob, id)).rejects.toMatchObject(GONE);
  await expect(terminals.signal(bob, { id, signal: "SIGKILL" })).rejects.toMatchObject(GONE);
  expect(await terminals.get(ada, id)).toMatchObject({ status: "running", teamId: null });
});

test("the limit of running terminals does not count those that stayed with a team one has left", async () => {
  await using t = await openWithTeam();
  const { terminals, bob, teamId } = t;
  await terminals.create(bob, { ...CAT, teamId });
  await terminals.create(bob, { ...CAT, teamId });
  await expect(terminals.create(bob, CAT)).rejects.toMatchObject({ kind: "quota" });
  await t.leave(bob);
  expect(await terminals.create(bob, CAT)).toMatchObject({ teamId: null });
});

test("whoever is taken out of a team while they make a terminal for it makes none", async () => {
  let leave = async () => {};
  await using t = await openWithTeam(undefined, {
    grant: async () => {
      await leave();
      return {};
    },
  });
  leave = () => t.leave(t.bob);
  await expect(t.terminals.create(t.bob, { ...CAT, teamId: t.teamId })).rejects.toMatchObject(GONE);
  expect([await t.store.listMade(t.bob.userId), await t.host.list()]).toEqual([[], []]);
});

test("of what happens to a terminal while it is given to a team, the team is told", async () => {
  let give = async (_id: string) => {};
  await using t = await openWithTeam((host) => ({
    get: async (id) => {
      await give(id);
      return host.get(id);
    },
    remove: async (id) => {
      await give(id);
      return host.remove(id);
    },
  }));
  const { terminals, store, ada, bob, teamId } = t;
  const { id } = await terminals.create(ada, CAT);
  const { id: other } = await terminals.create(ada, CAT);
  const own = link();
  const events = (await terminals.watch(bob, own))[Symbol.asyncIterator]();
  expect((await events.next()).value?.event).toEqual({ type: "all", terminals: [] });
  give = async (given) => void (await store.update(given, { teamId }));
  await terminals.rename(ada, { id, title: "ours" });
  await terminals.delete(ada, other);
  const told: string[] = [];
  while (!told.includes(other)) {
    const { value } = await events.next();
    if (value?.event.type === "changed" && value.event.terminal.title === "ours") told.push(value.event.terminal.id);
    if (value?.event.type === "removed") told.push(value.event.id);
  }
  own.stop();
  expect(new Set(told)).toEqual(new Set([id, other]));
});

test("whoever resumes a team-mate's conversation puts none of their own keys into the team's terminal", async () => {
  const asked: string[] = [];
  await using t = await openWithTeam(
    (host) => ({
      spawn: (spec) => host.spawn({ ...spec, command: command("exit 0") }),
      get: async (id) => ({ ...(await host.get(id)), status: "exited", resume: { agent: "claude", sessionId: "s" } }),
    }),
    {
      grant: async ({ userId }, grants) => {
        if (grants.length > 0) asked.push(userId);
        return Object.fromEntries(grants.map(({ as }) => [as, "secret"]));
      },
    },
  );
  const { terminals, ada, bob, teamId } = t;
  const apiKeys = [{ name: "work", as: "WORK_KEY" }];
  const { id } = await terminals.create(ada, { command: ["claude"], apiKeys, teamId });
  expect(await terminals.resume(bob, { id })).toMatchObject({ ownerId: bob.userId, teamId, apiKeys: [] });
  expect(await terminals.resume(ada, { id })).toMatchObject({ ownerId: ada.userId, teamId, apiKeys });
  expect(asked).toEqual([ada.userId, ada.userId]);
});
