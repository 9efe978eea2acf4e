import { expect, test } from "vitest";
import { getProject, listProjects } from "./list-projects.ts";
import { idOf, NOW, sightOf, TestStore } from "./testing/test-store.ts";

const made = { description: "", archivedAt: null };

test("found projects are called as their folders, or as people named them, with what is in them", () => {
  using store = new TestStore();
  const one = store.project({ public_id: idOf(500), folder: "/work/one" });
  const two = store.project({ public_id: idOf(501), folder: "C:\\work\\two" });
  store.project({ public_id: idOf(502), folder: "/work/empty" });
  store.project({ public_id: idOf(503), owner: "user:other" });
  const conversation = store.conversation({ project: one, started_at: 5, last_at: 10 });
  store.conversation({ project: one, agent: "codex", started_at: 7, last_at: 20 });
  store.request(conversation, { project: one });
  store.conversation({ project: two, started_at: 1, last_at: NOW });
  const sight = sightOf({ named: [{ id: idOf(500), name: "Number one", description: "The first", archivedAt: null }] });
  expect(listProjects(store.db, sight).projects).toMatchObject([
    { id: idOf(501), name: "two", own: false, created: false, folders: ["C:\\work\\two"], conversations: 1 },
    {
      id: idOf(500),
      name: "Number one",
      description: "The first",
      own: true,
      created: false,
      folders: ["/work/one"],
      archivedAt: null,
      conversations: 2,
      firstAt: 5,
      lastAt: 20,
      agents: ["claude", "codex"],
      spent: { requests: 1, costUsd: 0.001 },
    },
  ]);
  expect(getProject(store.db, sight, { id: idOf(500) }).name).toBe("Number one");
  for (const id of [idOf(503), idOf(999)]) expect(() => getProject(store.db, sight, { id })).toThrow(`there is no project ${id}`);
});

test("a created project is there from the beginning, and takes what its folders claim", () => {
  using store = new TestStore();
  const project = store.project({ public_id: idOf(500), folder: "/work" });
  const conversation = store.conversation({ cwd: "/work/a", project });
  store.request(conversation, { project });
  const own = [
    { ...made, id: idOf(600), name: "Mine", folders: ["/work/a"] },
    { ...made, id: idOf(601), name: "Empty", folders: [] },
  ];
  const { projects } = listProjects(store.db, sightOf({ own }), { sort: "name" });
  expect(projects).toMatchObject([
    { name: "Empty", conversations: 0, spent: { requests: 0 }, firstAt: null, agents: [], created: true },
    { name: "Mine", conversations: 1, spent: { requests: 1 }, own: true, created: true },
  ]);
});

test("pages, archived ones and part of a name", () => {
  using store = new TestStore();
  for (let at = 0; at < 5; at += 1) {
    const project = store.project({ public_id: idOf(500 + at), folder: `/work/p${at}` });
    store.conversation({ project, last_at: at });
  }
  const named = [{ id: idOf(501), name: null, description: "", archivedAt: 5 }];
  const sight = sightOf({ named });
  const first = listProjects(store.db, sight, { limit: 2 });
  expect(first.projects.map(({ name }) => name)).toEqual(["p4", "p3"]);
  const second = listProjects(store.db, sight, { limit: 2, cursor: first.next ?? "" });
  expect([second.projects.map(({ name }) => name), second.next]).toEqual([["p2", "p0"], null]);
  expect(listProjects(store.db, sight, { archived: true }).projects).toHaveLength(5);
  expect(listProjects(store.db, sight, { name: "WORK/P3" }).projects).toHaveLength(1);
  expect(() => listProjects(store.db, sight, { cursor: "x" })).toThrow("this cursor is of no list");
});
