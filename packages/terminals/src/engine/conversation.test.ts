import { chmod, mkdir, mkdtempDisposable, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NO_CARE } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { findConversation } from "./conversation.ts";
import { type Eyes, eyesOf, ownEyes } from "./eyes.ts";
import { findSystemUser } from "./system-user.ts";
import type { TerminalFacts } from "./terminal-file.ts";

const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0 && process.platform === "linux";
const nobody = findSystemUser(`${NOBODY}:${NOBODY}`);
const SAID = '{"type":"user"}\n';
const OLD = "0199aaaa-0000-7000-8000-000000000001";
const NEW = "0199aaaa-0000-7000-8000-000000000002";
const SILENT = "0199aaaa-0000-7000-8000-000000000003";

/** A project that is reached by a link, with two conversations and what is none. */
async function openProject() {
  const folder = await mkdtempDisposable("/tmp/pilothouse-conversation-");
  await chmod(folder.path, 0o755);
  const cwd = join(folder.path, "project");
  await mkdir(cwd);
  await symlink(cwd, join(folder.path, "link"));
  const claudeFolder = join(folder.path, ".claude");
  const place = join(claudeFolder, "projects", cwd.replaceAll(/[^A-Za-z0-9]/g, "-"));
  await mkdir(join(place, "folder.jsonl"), { recursive: true });
  const put = async (name: string, text: string, at: number) => {
    await writeFile(join(place, name), text);
    await utimes(join(place, name), at, at);
  };
  await put(`${OLD}.jsonl`, SAID, 1_000);
  await put(`${NEW}.jsonl`, SAID, 1_001.5);
  await put(`${SILENT}.jsonl`, "{}\n", 1_002);
  await put("not an id.jsonl", SAID, 1_002);
  await symlink("loop", join(place, "loop"));
  const facts: TerminalFacts = {
    format: 1,
    id: OLD,
    epoch: "",
    command: ["claude"],
    cwd: join(folder.path, "link"),
    createdAt: 1_000_000,
    owner: { pid: 1, startTime: "", boot: "" },
    process: null,
    claudeFolder,
    cgroup: null,
    care: NO_CARE,
  };
  return { claudeFolder, find: (eyes: Eyes) => findConversation({ facts, eyes }, 1_003_000), end: () => folder.remove() };
}

test("the newest conversation of a terminal's life in which somebody said something is the one to resume", async () => {
  const project = await openProject();
  expect(await project.find(ownEyes)).toEqual({ agent: "claude", sessionId: NEW });
  await project.end();
});

test.runIf(asRoot && nobody)("S22: another account's conversation is looked for with its own rights alone", async () => {
  const project = await openProject();
  const eyes = nobody ? eyesOf(nobody) : ownEyes;
  expect(await project.find(eyes)).toEqual({ agent: "claude", sessionId: NEW });
  await chmod(project.claudeFolder, 0o700);
  expect(await project.find(eyes)).toBeNull();
  expect(await project.find(ownEyes)).toEqual({ agent: "claude", sessionId: NEW });
  await project.end();
});
