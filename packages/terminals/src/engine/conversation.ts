import { basename, join } from "node:path";
import { type AgentSession, Id, type TerminalResume } from "@pilothouse/contracts";
import type { Eyes } from "./eyes.ts";
import type { TerminalFacts } from "./terminal-file.ts";

/** Claude Code writes its last words a moment after it was told to end, and file systems round times. */
const SLACK_MS = 2_000;
/** As much of a conversation's beginning is looked at for what somebody said. */
const HEAD_BYTES = 64 * 1024;
const SUFFIX = ".jsonl";

/** Where the Claude Code that a command starts keeps its files; `null` when the command starts something else. */
export function claudeFolderOf(command: readonly string[], env: Readonly<Record<string, string>>): string | null {
  if (basename(command[0] ?? "") !== "claude") return null;
  return env["CLAUDE_CONFIG_DIR"] ?? join(env["HOME"] ?? "/", ".claude");
}

/**
 * The conversation that Claude Code had in a terminal that ended at `endedAt`: the one that it has `told` of, or the newest file of its folder's
 * conversations that was written in the terminal's life and in which somebody said something.
 */
export async function findConversation(
  { facts, eyes }: { readonly facts: TerminalFacts; readonly eyes: Eyes },
  endedAt: number,
  told: AgentSession | null = null,
): Promise<TerminalResume | null> {
  if (told?.transcriptPath && (await saysSomething(eyes, told.transcriptPath)))
    return { agent: told.agent, sessionId: told.sessionId };
  const { claudeFolder, createdAt } = facts;
  if (claudeFolder === undefined) return null;
  const folder = join(claudeFolder, "projects", mangled(await eyes.real(facts.cwd).catch(() => facts.cwd)));
  const found = await eyes.files(folder);
  const inLife = found.filter(({ at }) => at >= createdAt - SLACK_MS && at <= endedAt + SLACK_MS).sort((a, b) => b.at - a.at);
  for (const { name } of inLife) {
    const sessionId = Id.safeParse(name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : "");
    if (sessionId.success && (await saysSomething(eyes, join(folder, name))))
      return { agent: "claude", sessionId: sessionId.data };
  }
  return null;
}

/** As Claude Code names the folder of a project: what is neither a letter nor a digit becomes a hyphen. */
const mangled = (path: string) => path.replaceAll(/[^A-Za-z0-9]/g, "-");

/** One in which nobody has said anything cannot be resumed. */
async function saysSomething(eyes: Eyes, path: string): Promise<boolean> {
  const head = await eyes.head(path, HEAD_BYTES).catch(() => null);
  return head?.includes('"type":"user"') === true;
}
