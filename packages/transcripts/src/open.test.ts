import { rmSync } from "node:fs";
import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { idOf, NOW } from "./read/testing/test-store.ts";
import { ADA, BOB, openAnswers, TEAM } from "./test-answers.ts";

const GONE = expect.objectContaining({ kind: "not_found" });
const HOUR = 3_600_000;

test("two users see what is their own and their teams', and nothing of each other's through any verb", async () => {
  await using all = await openAnswers();
  const { transcripts, store, ada, bob, teams } = all;
  teams.set(BOB, [TEAM]);
  const fill = (owner: string, word: string) => {
    const project = store.project({ owner, folder: `/work/${word}` });
    const conversation = store.conversation({ owner, project, cwd: `/work/${word}`, first_prompt: word });
    store.entry(conversation, {}, [`the needle of ${word}`]);
    store.call(conversation, { name: word, outcome: "ok" });
    store.request(conversation, { owner, project, model: word });
    return { id: store.publicIdOf(conversation), project };
  };
  const { id: hers } = fill(`user:${ADA}`, "ada");
  const { id: his } = fill(`user:${BOB}`, "bob");
  const { id: theirs } = fill(`team:${TEAM}`, "team");
  fill("", "nobody");
  for (const { actor, ids, words } of [
    { actor: ada, ids: [hers], words: ["ada"] },
    { actor: bob, ids: [his, theirs], words: ["bob", "team"] },
  ]) {
    const { conversations, projects, analytics } = transcripts;
    const sorted = (texts: readonly string[]) => texts.toSorted((a, b) => (a < b ? -1 : 1));
    const list = await conversations.list(actor, {});
    expect(sorted(list.conversations.map(({ title }) => title))).toEqual(words);
    const { hits } = await conversations.search(actor, { query: "needle" });
    expect(sorted(hits.map(({ title }) => title))).toEqual(words);
    expect(sorted((await projects.list(actor, {})).projects.map(({ name }) => name))).toEqual(words);
    for (const groupBy of ["model", "project"] as const) {
      const { rows, total } = await analytics.usage(actor, { groupBy });
      expect([total.requests, sorted(rows.map(({ label }) => label))]).toEqual([words.length, words]);
    }
    expect((await analytics.cost(actor, {})).month.requests).toBe(words.length);
    expect(sorted((await analytics.tools(actor, {})).tools.map(({ name }) => name))).toEqual(words);
    expect((await analytics.activity(actor, {})).days).toMatchObject([{ prompts: words.length, conversations: words.length }]);
    expect(sorted((await conversations.byId(actor, [hers, his, theirs])).map(({ id }) => id))).toEqual(sorted(ids));
    for (const id of [hers, his, theirs].filter((id) => !ids.includes(id))) {
      await expect(conversations.get(actor, id)).rejects.toEqual(GONE);
      await expect(conversations.messages(actor, { id })).rejects.toEqual(GONE);
      await expect(conversations.block(actor, { id, messageId: 1, block: 0 })).rejects.toEqual(GONE);
      await expect(conversations.analytics(actor, id)).rejects.toEqual(GONE);
      await expect(conversations.search(actor, { query: "needle", conversationId: id })).rejects.toEqual(GONE);
      await expect(analytics.usage(actor, { conversationId: id })).rejects.toEqual(GONE);
      await expect(analytics.tools(actor, { conversationId: id })).rejects.toEqual(GONE);
      await expect(analytics.activity(actor, { conversationId: id })).rejects.toEqual(GONE);
    }
  }
  const [project] = (await transcripts.projects.list(ada, {})).projects;
  const projectId = project?.id ?? "";
  const { conversations, projects, analytics } = transcripts;
  for (const asked of [
    () => projects.get(bob, projectId),
    () => projects.update(bob, { id: projectId, name: "Mine" }),
    () => projects.delete(bob, projectId),
    () => conversations.list(bob, { projectId }),
    () => conversations.search(bob, { query: "needle", projectId }),
    () => analytics.usage(bob, { projectId }),
    () => analytics.tools(bob, { projectId }),
    () => analytics.activity(bob, { projectId }),
    () => analytics.budgets.create(bob, { name: "x", unit: "usd", period: "day", limit: 1, projectId }),
  ]) {
    await expect(asked()).rejects.toEqual(GONE);
  }
});

test("a project is created, changed, put away and deleted; a found one is named by whoever sees it", async () => {
  await using all = await openAnswers();
  const { transcripts, store, ada, bob, teams, changes, time } = all;
  teams.set(ADA, [TEAM]);
  teams.set(BOB, [TEAM]);
  const { projects, conversations } = transcripts;
  const found = idOf(500);
  const number = store.project({ public_id: found, owner: `team:${TEAM}`, folder: "/work/tool" });
  store.conversation({ owner: `team:${TEAM}`, project: number, cwd: "/work/tool/part", first_prompt: "one" });
  const made = await projects.create(ada, { name: " Part ", folders: ["/work/tool/part"] });
  expect(made).toMatchObject({ name: "Part", own: true, conversations: 1, archivedAt: null });
  expect((await conversations.list(ada, {})).conversations[0]?.projectName).toBe("Part");
  expect((await conversations.list(bob, {})).conversations[0]?.projectName).toBe("tool");
  await expect(projects.get(bob, made.id)).rejects.toEqual(GONE);
  await expect(projects.update(bob, { id: made.id, name: "x" })).rejects.toEqual(GONE);
  await expect(projects.delete(bob, made.id)).rejects.toEqual(GONE);
  expect(await projects.update(ada, { id: made.id, description: "A part", archived: true })).toMatchObject({
    name: "Part",
    description: "A part",
    archivedAt: NOW,
  });
  time.now += HOUR;
  expect((await projects.update(ada, { id: made.id, archived: true })).archivedAt).toBe(NOW);
  expect((await projects.update(ada, { id: made.id, archived: false })).archivedAt).toBeNull();
  expect(await projects.update(bob, { id: found, name: "The tool" })).toMatchObject({
    name: "The tool",
    own: true,
    created: false,
  });
  expect(await projects.update(bob, { id: found, description: "x" })).toMatchObject({ name: "The tool", description: "x" });
  await expect(projects.update(bob, { id: found, folders: ["/x"] })).rejects.toMatchObject({ kind: "conflict" });
  await expect(projects.delete(bob, found)).rejects.toMatchObject({ kind: "conflict" });
  await projects.delete(ada, made.id);
  await expect(projects.get(ada, made.id)).rejects.toEqual(GONE);
  expect((await conversations.list(ada, {})).conversations[0]?.projectName).toBe("The tool");
  expect(new Set(changes.map(({ owner }) => owner))).toEqual(new Set([`user:${ADA}`, `team:${TEAM}`]));
});

test("somebody has as many projects and budgets as are allowed, and not one more", async () => {
  await using all = await openAnswers();
  const { transcripts, db, ada } = all;
  const project = { userId: ADA, name: "x", description: "", folders: "[]", archivedAt: null, createdAt: 1 };
  await db
    .insertInto("ownProjects")
    .values(Array.from({ length: LIMITS.projectsPerUser - 1 }, (_, at) => ({ ...project, id: idOf(at) })))
    .execute();
  await transcripts.projects.create(ada, { name: "the last" });
  await expect(transcripts.projects.create(ada, { name: "one more" })).rejects.toMatchObject({ kind: "quota" });
  const { budgets } = transcripts.analytics;
  const asked = { name: "x", unit: "usd", period: "day", limit: 1 } as const;
  for (let count = 0; count < LIMITS.budgetsPerUser; count += 1) await budgets.create(ada, asked);
  await expect(budgets.create(ada, asked)).rejects.toMatchObject({ kind: "quota" });
});

test("a budget says what was used of it, what that comes to, and tells of each part once a period", async () => {
  await using all = await openAnswers();
  const { transcripts, store, ada, bob, time } = all;
  const { budgets } = transcripts.analytics;
  const conversation = store.conversation({ owner: `user:${ADA}` });
  const spend = (dollars: number) =>
    store.request(conversation, { owner: `user:${ADA}`, at: time.now, cost_nanos: dollars * 1_000_000_000 });
  // Noon in UTC.
  const budget = await budgets.create(ada, { name: "A day", unit: "usd", period: "day", limit: 10 });
  expect(budget).toMatchObject({ used: 0, forecast: 0, left: 10, from: NOW - 12 * HOUR, to: NOW + 12 * HOUR, alerted: null });
  expect(await transcripts.checkBudgets()).toEqual([]);
  spend(4);
  expect((await budgets.list(ada))[0]).toMatchObject({ used: 4, forecast: 8, left: 6 });
  expect(await transcripts.checkBudgets()).toEqual([]);
  spend(4);
  expect(await transcripts.checkBudgets()).toMatchObject([
    { owner: `user:${ADA}`, budget: { id: budget.id, used: 8, alerted: 0.8 } },
  ]);
  expect(await transcripts.checkBudgets()).toEqual([]);
  spend(4);
  expect(await transcripts.checkBudgets()).toMatchObject([{ budget: { used: 12, left: -2, alerted: 1 } }]);
  time.now += 24 * HOUR;
  expect((await budgets.list(ada))[0]).toMatchObject({ used: 0, alerted: null });
  spend(9);
  expect(await transcripts.checkBudgets()).toMatchObject([{ budget: { alerted: 0.8 } }]);
  expect(await budgets.update(ada, { id: budget.id, limit: 100, name: "More" })).toMatchObject({
    limit: 100,
    name: "More",
    alerted: null,
  });
  expect(await budgets.list(bob)).toEqual([]);
  await expect(budgets.update(bob, { id: budget.id, limit: 1 })).rejects.toEqual(GONE);
  await expect(budgets.delete(bob, budget.id)).rejects.toEqual(GONE);
  await budgets.delete(ada, budget.id);
  expect(await budgets.list(ada)).toEqual([]);
});

test("budgets of tokens, of five-hour blocks, of weeks and of one project", async () => {
  await using all = await openAnswers();
  const { transcripts, store, ada } = all;
  const { budgets } = transcripts.analytics;
  const owner = `user:${ADA}`;
  const project = store.project({ public_id: idOf(500), owner });
  const conversation = store.conversation({ owner, project });
  store.request(conversation, { owner, project, at: NOW - 2 * HOUR });
  store.request(conversation, { owner, at: NOW });
  const created = await budgets.create(ada, { name: "Block", unit: "tokens", period: "block", limit: 100_000 });
  expect(created).toMatchObject({ from: NOW - 2 * HOUR, to: NOW + 3 * HOUR, used: 22_222, forecast: 22_222 * 2.5 });
  const inProject = { unit: "tokens", period: "week", limit: 10, projectId: idOf(500) } as const;
  expect(await budgets.create(ada, { name: "Week", ...inProject })).toMatchObject({
    used: 11_111,
    from: Date.parse("2026-11-23T00:00:00Z"),
  });
  store.db.prepare("update projects set owner = ''").run();
  expect((await budgets.list(ada)).map(({ used }) => used)).toEqual([22_222, 0]);
});

test("folders are the first administrator's until somebody else gets them, and nobody's when that one goes", async () => {
  await using all = await openAnswers([
    { agent: "claude", path: "/home/one" },
    { agent: "codex", path: "/home/two" },
  ]);
  const { transcripts, ada, db, told, acts } = all;
  await transcripts.refreshRoots();
  expect(told.at(-1)?.map(({ owner }) => owner)).toEqual([`user:${ADA}`, `user:${ADA}`]);
  const [first] = await transcripts.sources.list(ada);
  expect(first).toMatchObject({ agent: "claude", path: "/home/one", owner: { kind: "user", id: ADA }, state: "missing" });
  const id = first?.id ?? "";
  expect(await transcripts.sources.assign(ada, { id, owner: { kind: "user", id: BOB } })).toMatchObject({ owner: { id: BOB } });
  expect(told.at(-1)?.map(({ owner }) => owner)).toEqual([`user:${BOB}`, `user:${ADA}`]);
  expect(acts).toEqual([
    { action: "sources.assign", target: id, result: "ok", before: { owner: `user:${ADA}` }, after: { owner: `user:${BOB}` } },
  ]);
  await transcripts.sources.assign(ada, { id, owner: { kind: "team", id: TEAM } });
  expect(told.at(-1)?.[0]).toMatchObject({ id, owner: `team:${TEAM}` });
  await db.deleteFrom("teams").where("id", "=", TEAM).execute();
  await transcripts.refreshRoots();
  expect(told.at(-1)?.map(({ owner }) => owner)).toEqual(["", `user:${ADA}`]);
  expect((await transcripts.sources.list(ada))[0]?.owner).toBeNull();
  await expect(transcripts.sources.assign(ada, { id, owner: { kind: "team", id: TEAM } })).rejects.toEqual(GONE);
  await expect(transcripts.sources.assign(ada, { id: idOf(1), owner: null })).rejects.toEqual(GONE);
});

test("folders that nobody was given do not change hands with the next first administrator", async () => {
  await using all = await openAnswers([{ agent: "claude", path: "/home/one" }]);
  const { transcripts, db, told } = all;
  await transcripts.refreshRoots();
  await db.updateTable("users").set({ role: "admin" }).where("id", "=", BOB).execute();
  await db.updateTable("users").set({ role: "member" }).where("id", "=", ADA).execute();
  await transcripts.refreshRoots();
  expect(told.at(-1)?.map(({ owner }) => owner)).toEqual([`user:${ADA}`]);
});

test("a conversation is found for whoever has it, by the agent's own id", async () => {
  await using all = await openAnswers();
  const conversation = all.store.conversation({ owner: `user:${BOB}`, session: "s" });
  all.store.insert("roots", { public_id: idOf(800), agent: "claude", path: "/home/bob", owner: `user:${BOB}` });
  const held = [{ id: all.store.publicIdOf(conversation), owner: `user:${BOB}` }];
  expect(await all.transcripts.holdersOf({ agent: "claude", sessionId: "s" })).toEqual(held);
  expect(await all.transcripts.holdersOf({ agent: "codex", sessionId: "s" })).toEqual([]);
});

test("before anything was read there is nothing, and no error", async () => {
  await using all = await openAnswers();
  rmSync(all.store.file);
  const { conversations, analytics, projects } = all.transcripts;
  expect((await conversations.list(all.ada, {})).conversations).toEqual([]);
  expect((await conversations.search(all.ada, { query: "needle" })).hits).toEqual([]);
  expect((await projects.list(all.ada, {})).projects).toEqual([]);
  expect((await analytics.cost(all.ada, {})).month.costUsd).toBe(0);
  await expect(conversations.get(all.ada, idOf(1))).rejects.toEqual(GONE);
});
