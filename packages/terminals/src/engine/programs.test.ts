import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveFolder } from "./folder.ts";
import { findAgents, resolveProgram, userShell } from "./programs.ts";

let root = "";
const program = async (name: string, mode: number) => {
  await writeFile(join(root, name), "#!/bin/sh\n");
  await chmod(join(root, name), mode);
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "pilothouse-programs-"));
  await mkdir(join(root, "folder"));
  await program("claude", 0o755);
  await program("codex", 0o644);
  await program("tool", 0o755);
});

afterAll(() => rm(root, { recursive: true }));

test("a program is found on the terminal's PATH, or where its path says from the folder it starts in", async () => {
  expect(await resolveProgram("tool", { path: `/nowhere:${root}`, cwd: "/" })).toBe(join(root, "tool"));
  expect(await resolveProgram("./tool", { path: "", cwd: root })).toBe(join(root, "tool"));
  expect(await resolveProgram(join(root, "tool"), { path: "", cwd: "/" })).toBe(join(root, "tool"));
});

test("what cannot be run is refused with its name and the reason", async () => {
  const place = { path: root, cwd: root };
  await expect(resolveProgram("nothing", place)).rejects.toMatchObject({
    kind: "invalid",
    message: "nothing was not found on PATH",
  });
  await expect(resolveProgram("./nothing", place)).rejects.toMatchObject({ message: "./nothing was not found" });
  await expect(resolveProgram("codex", place)).rejects.toMatchObject({ message: `${root}/codex is not executable` });
  await expect(resolveProgram("folder", place)).rejects.toMatchObject({ message: "folder was not found on PATH" });
});

test("agents are those that can be started, and a shell is always found", async () => {
  expect(await findAgents(root)).toEqual([{ id: "claude", name: "Claude Code", command: ["claude"] }]);
  expect(await userShell(join(root, "tool"))).toBe(join(root, "tool"));
  expect(await userShell(join(root, "codex"))).toMatch(/^\/bin\/(ba)?sh$/);
  expect(await userShell(undefined)).toMatch(/^\/bin\/(ba)?sh$/);
});

test("a folder is absolute or starts at home, and exists", async () => {
  expect(await resolveFolder(undefined, root)).toBe(root);
  expect(await resolveFolder("~", root)).toBe(root);
  expect(await resolveFolder("~/folder", root)).toBe(join(root, "folder"));
  await expect(resolveFolder("folder", root)).rejects.toMatchObject({
    kind: "invalid",
    message: "the folder folder is not absolute",
  });
  await expect(resolveFolder("~/none", root)).rejects.toMatchObject({ message: `the folder ${root}/none does not exist` });
  await expect(resolveFolder(join(root, "tool"), root)).rejects.toMatchObject({ message: `${root}/tool is not a folder` });
});
