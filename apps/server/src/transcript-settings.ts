import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { TranscriptAgent } from "@pilothouse/contracts";
import { z } from "zod";
import { settingList } from "./setting-lists.ts";

/** What says that an agent's transcripts are not read. */
const NONE = "none";

const folders = settingList
  .transform((list) => (list.length === 1 && list[0] === NONE ? [] : list))
  .pipe(
    z.array(
      z.string().refine((path) => isAbsolute(path) || path.startsWith("~/"), `name folders with their whole path, or ${NONE}`),
    ),
  )
  .optional();

/** The part of the environment that says where agents keep what they write down. */
export const TRANSCRIPT_SETTINGS = {
  CLAUDE_PROJECTS_PATH: folders,
  CODEX_SESSIONS_PATH: folders,
  GEMINI_TMP_PATH: folders,
};

const Settings = z.object(TRANSCRIPT_SETTINGS);

/** A folder with transcripts of one agent. */
export interface TranscriptFolder {
  readonly agent: TranscriptAgent;
  readonly path: string;
}

/** The folders that were named, or those that the agents have in this home. */
export function transcriptFolders(
  env: z.infer<typeof Settings>,
  { CLAUDE_CONFIG_DIR: claude, CODEX_HOME: codex }: Readonly<Record<string, string | undefined>>,
): readonly TranscriptFolder[] {
  const codexHome = setOr(codex, ".codex");
  const all = {
    claude: env.CLAUDE_PROJECTS_PATH ?? [join(setOr(claude, ".claude"), "projects")],
    codex: env.CODEX_SESSIONS_PATH ?? [join(codexHome, "sessions"), join(codexHome, "archived_sessions")],
    gemini: env.GEMINI_TMP_PATH ?? [join(homedir(), ".gemini", "tmp")],
  } satisfies Record<TranscriptAgent, readonly string[]>;
  const of = (agent: TranscriptAgent) =>
    [...new Set(all[agent].map((path) => resolve(atHome(path))))].map((path) => ({ agent, path }));
  return [...of("claude"), ...of("codex"), ...of("gemini")];
}

/** A variable that is there and empty says no more than one that is not there. */
function setOr(folder: string | undefined, name: string): string {
  return folder === undefined || folder === "" ? join(homedir(), name) : folder;
}

function atHome(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}
