import { ListProjects, ProjectSort } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { listOf, projectsSearch, SORTS } from "./projects-search.ts";

test("the address keeps how projects are listed, and nothing else", () => {
  const kept = { sort: "cost", q: "web", archived: true } as const;
  expect(projectsSearch({ ...kept, page: 2 })).toEqual(kept);
  expect(projectsSearch({ sort: "last", q: "", archived: "yes" })).toEqual({});
  expect(projectsSearch({ sort: "size", q: 7 })).toEqual({ q: "7" });
});

test("whatever stands in the address can be asked for", () => {
  expect(ListProjects.parse(listOf({ q: "x".repeat(1_000), archived: true }))).toMatchObject({ archived: true, sort: "last" });
  expect(listOf({})).toEqual({});
});

test("the address may name every order that there is", () => {
  expect(SORTS).toEqual(ProjectSort.options);
});
