import { expect, test } from "vitest";
import { ProjectForm, projectFormOf } from "./project-form.ts";

test("folders are typed a line each", () => {
  const typed = { name: " Web ", description: "", folders: "/srv/web\n\n  C:\\web  \n" };
  expect(ProjectForm.parse(typed)).toEqual({ name: "Web", description: "", folders: ["/srv/web", "C:\\web"] });
});

test("a folder without its whole path is not taken", () => {
  const { error } = ProjectForm.safeParse({ ...projectFormOf(null), name: "Web", folders: "/srv\nweb" });
  expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["folders", "name a folder with its whole path"],
  ]);
});
