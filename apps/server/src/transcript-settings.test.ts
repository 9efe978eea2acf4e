import { homedir } from "node:os";
import { expect, test } from "vitest";
import { readConfig } from "./env.ts";

const folders = (env: Readonly<Record<string, string>>) =>
  readConfig(env).transcriptFolders.map(({ agent, path }) => `${agent} ${path}`);

test("transcripts are read where the agents keep them, unless other folders are named", () => {
  expect(folders({})).toEqual([
    `claude ${homedir()}/.claude/projects`,
    `codex ${homedir()}/.codex/sessions`,
    `codex ${homedir()}/.codex/archived_sessions`,
    `gemini ${homedir()}/.gemini/tmp`,
  ]);
  expect(folders({ CLAUDE_CONFIG_DIR: "/claude", CODEX_HOME: "/codex", GEMINI_TMP_PATH: "none" })).toEqual([
    "claude /claude/projects",
    "codex /codex/sessions",
    "codex /codex/archived_sessions",
  ]);
  expect(folders({ CLAUDE_PROJECTS_PATH: "/one, ~/two", CODEX_SESSIONS_PATH: "none", GEMINI_TMP_PATH: "none" })).toEqual([
    "claude /one",
    `claude ${homedir()}/two`,
  ]);
});

test("variables that are empty say nothing, and a folder that is named twice is one", () => {
  const empty = { CLAUDE_CONFIG_DIR: "", CODEX_HOME: "", GEMINI_TMP_PATH: "/one,/two/../one" };
  expect(folders(empty)).toEqual([
    `claude ${homedir()}/.claude/projects`,
    `codex ${homedir()}/.codex/sessions`,
    `codex ${homedir()}/.codex/archived_sessions`,
    "gemini /one",
  ]);
});

test("a folder without its whole path is refused by name", () => {
  expect(() => readConfig({ CLAUDE_PROJECTS_PATH: "projects" })).toThrow(
    "CLAUDE_PROJECTS_PATH: name folders with their whole path",
  );
});
