import { expect, test } from "vitest";
import { folderWords } from "./folder-words.ts";

test("folders are told by the first of them", () => {
  expect(folderWords([])).toBe("no folder yet");
  expect(folderWords(["/srv/app"])).toBe("/srv/app");
  expect(folderWords(["/srv/app", "/srv/app-2", "/srv/app-3"])).toBe("/srv/app and 2 more");
});

test("a folder whose name turns text around is shown plainly", () => {
  expect(folderWords(["/srv/\u202egpj"])).toBe("/srv/gpj");
});
