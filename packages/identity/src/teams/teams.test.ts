import { LIMITS } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { actorOf, ada, bob, laptop, openWithTwoUsers, type TestIdentity } from "../testing/open-test-identity.ts";

const grace = { email: "grace@example.org", name: "Grace", password: "compilers1" };

async function join(t: TestIdentity & { readonly admin: Actor }): Promise<Actor> {
  await t.identity.createUser(t.admin, grace);
  return actorOf(t.identity, (await t.identity.login(grace, laptop)).tokens.accessToken);
}

test("an administrator makes a team, is its first maintainer, and adds people by their e-mail address", async () => {
  await using t = await openWithTwoUsers();
  const { teams } = t.identity;
  const made = await teams.create(t.admin, { name: "Compilers" });
  expect(made).toMatchObject({ name: "Compilers", role: "maintainer", members: [{ email: ada.email, role: "maintainer" }] });
  await teams.add(t.admin, { id: made.id, email: "BOB@example.org" });
  const seen = { id: made.id, name: "Compilers", role: "member" };
  expect(await teams.list(t.member)).toEqual([{ ...seen, members: 2, createdAt: t.clock.now() }]);
  expect(await teams.get(t.member, made.id)).toMatchObject({
    ...seen,
    members: [{ name: "Ada" }, { name: "Bob", role: "member" }],
  });
});

test("S20: a team of others is not there, neither to be seen nor to be changed, and is for administrators", async () => {
  await using t = await openWithTwoUsers();
  const { teams } = t.identity;
  const grace = await join(t);
  const { id } = await teams.create(t.admin, { name: "Compilers" });
  await teams.leave(t.admin, id);
  await teams.add(t.admin, { id, email: bob.email, role: "maintainer" });
  const userId = t.member.userId;
  expect(await teams.list(grace)).toEqual([]);
  const failures = async (teamId: string) => {
    const calls = [
      teams.get(grace, teamId),
      teams.rename(grace, { id: teamId, name: "Ours" }),
      teams.delete(grace, teamId),
      teams.leave(grace, teamId),
      teams.add(grace, { id: teamId, email: bob.email }),
      teams.remove(grace, { id: teamId, userId }),
      teams.setRole(grace, { id: teamId, userId, role: "member" }),
    ];
    return Promise.all(calls.map((call) => call.catch(({ kind, message }: Error & { kind: string }) => ({ kind, message }))));
  };
  const foreign = await failures(id);
  expect(foreign).toEqual(foreign.map(() => ({ kind: "not_found", message: "there is no such team" })));
  expect(await failures("0199aaaa-0000-7000-8000-000000000000")).toEqual(foreign);
  expect(await teams.list(t.admin)).toMatchObject([{ id, role: null, members: 1 }]);
  expect(await teams.rename(t.admin, { id, name: "Linkers" })).toMatchObject({ name: "Linkers", role: null });
  const reading = { ...t.admin, via: { kind: "token", tokenId: "t", scope: "write" } } as const;
  expect(await teams.list(reading)).toEqual([]);
});

test("maintainers say who is in their team and what it is called; its members do not, and may leave", async () => {
  await using t = await openWithTwoUsers();
  const { teams } = t.identity;
  const grace = await join(t);
  const { id } = await teams.create(t.admin, { name: "Compilers" });
  await teams.add(t.admin, { id, email: "grace@example.org", role: "maintainer" });
  await teams.add(grace, { id, email: bob.email });
  const forbidden = { kind: "forbidden" };
  await expect(teams.rename(t.member, { id, name: "Ours" })).rejects.toMatchObject(forbidden);
  await expect(teams.remove(t.member, { id, userId: grace.userId })).rejects.toMatchObject(forbidden);
  await expect(teams.setRole(t.member, { id, userId: t.member.userId, role: "maintainer" })).rejects.toMatchObject(forbidden);
  await expect(teams.delete(t.member, id)).rejects.toMatchObject(forbidden);
  await expect(teams.create(grace, { name: "Another" })).rejects.toMatchObject(forbidden);
  expect(await teams.rename(grace, { id, name: "Linkers" })).toMatchObject({ name: "Linkers", role: "maintainer" });
  await teams.leave(t.member, id);
  expect(await teams.list(t.member)).toEqual([]);
  expect(await teams.setRole(grace, { id, userId: grace.userId, role: "member" })).toMatchObject({ role: "member" });
  await teams.remove(t.admin, { id, userId: grace.userId });
  await teams.delete(t.admin, id);
  expect(await teams.list(t.admin)).toEqual([]);
});

test("names of teams are taken in whatever case; nobody is added twice, and nobody who is not here", async () => {
  await using t = await openWithTwoUsers();
  const { teams } = t.identity;
  const { id } = await teams.create(t.admin, { name: "Compilers" });
  const other = await teams.create(t.admin, { name: "Linkers" });
  const conflict = { kind: "conflict" };
  await expect(teams.create(t.admin, { name: "COMPILERS" })).rejects.toMatchObject(conflict);
  await expect(teams.rename(t.admin, { id: other.id, name: "compilers" })).rejects.toMatchObject(conflict);
  expect(await teams.rename(t.admin, { id, name: "compilers" })).toMatchObject({ name: "compilers" });
  await expect(teams.add(t.admin, { id, email: ada.email })).rejects.toMatchObject(conflict);
  const notFound = { kind: "not_found" };
  await expect(teams.add(t.admin, { id, email: "eve@example.org" })).rejects.toMatchObject(notFound);
  await t.identity.updateUser(t.admin, { id: t.member.userId, disabled: true });
  await expect(teams.add(t.admin, { id, email: bob.email })).rejects.toMatchObject(notFound);
  await expect(teams.remove(t.admin, { id, userId: t.member.userId })).rejects.toMatchObject(notFound);
});

test("every change of a team is in the audit log", async () => {
  await using t = await openWithTwoUsers();
  const { teams, audit } = t.identity;
  const { id } = await teams.create(t.admin, { name: "Compilers" });
  const userId = t.member.userId;
  await teams.add(t.admin, { id, email: bob.email });
  await teams.setRole(t.admin, { id, userId, role: "maintainer" });
  await teams.rename(t.member, { id, name: "Linkers" });
  await teams.remove(t.admin, { id, userId });
  await teams.leave(t.admin, id);
  await teams.delete(t.admin, id);
  const { entries } = await audit.list(t.admin, { target: id });
  expect(entries.map(({ action, actor, before, after }) => [action, actor, before, after]).toReversed()).toEqual([
    ["teams.create", `user:${t.admin.userId}`, null, { name: "Compilers" }],
    ["teams.members.add", `user:${t.admin.userId}`, null, { user: userId, role: "member" }],
    ["teams.members.setRole", `user:${t.admin.userId}`, { user: userId, role: "member" }, { user: userId, role: "maintainer" }],
    ["teams.rename", `user:${userId}`, { name: "Compilers" }, { name: "Linkers" }],
    ["teams.members.remove", `user:${t.admin.userId}`, { user: userId, role: "maintainer" }, null],
    ["teams.leave", `user:${t.admin.userId}`, { role: "maintainer" }, null],
    ["teams.delete", `user:${t.admin.userId}`, { name: "Linkers" }, null],
  ]);
});

test("who is in which team is remembered, and known anew at once when that changes", async () => {
  await using t = await openWithTwoUsers();
  const { teams } = t.identity;
  const heard: unknown[] = [];
  teams.onChange((change) => heard.push(change));
  const userId = t.member.userId;
  expect([...(await teams.of(userId))]).toEqual([]);
  const { id } = await teams.create(t.admin, { name: "Compilers" });
  await teams.add(t.admin, { id, email: bob.email });
  expect([...(await teams.of(userId))]).toEqual([[id, "member"]]);
  await teams.setRole(t.admin, { id, userId, role: "maintainer" });
  expect([...(await teams.of(userId))]).toEqual([[id, "maintainer"]]);
  await teams.delete(t.admin, id);
  expect([...(await teams.of(userId))]).toEqual([]);
  expect(heard).toEqual([{ userId: t.admin.userId }, { userId }, { userId }, {}]);
});

test("there are so many teams, and so many people in one, and no more", async () => {
  await using t = await openWithTwoUsers();
  const { teams } = t.identity;
  const { id } = await teams.create(t.admin, { name: "Compilers" });
  const createdAt = t.clock.now();
  const more = (count: number) => Array.from({ length: count }, (_, at) => String(at));
  const rows = more(LIMITS.teams - 2).map((at) => ({ id: at, name: at, normalName: at, createdAt }));
  await t.db.insertInto("teams").values(rows).execute();
  await teams.create(t.admin, { name: "The last" });
  const quota = (limit: number) => ({ kind: "quota", facts: { limit } });
  await expect(teams.create(t.admin, { name: "One more" })).rejects.toMatchObject(quota(LIMITS.teams));

  const people = more(LIMITS.membersPerTeam - 2);
  const person = { role: "member", passwordHash: "", disabledAt: null, createdAt } as const;
  await t.db
    .insertInto("users")
    .values(people.map((at) => ({ ...person, id: at, email: at, name: at })))
    .execute();
  const members = people.map((userId) => ({ teamId: id, userId, role: "member" as const, since: createdAt }));
  await t.db.insertInto("teamMembers").values(members).execute();
  const grace = await join(t);
  await teams.add(t.admin, { id, email: bob.email });
  const oneMore = teams.add(t.admin, { id, email: "grace@example.org" });
  await expect(oneMore).rejects.toMatchObject(quota(LIMITS.membersPerTeam));
  expect([...(await teams.of(grace.userId))]).toEqual([]);
});
