import { basename, relative, sep } from "node:path";
import type { TranscriptAgent } from "@pilothouse/contracts";

/** `compaction`: holds nothing but the request that wrote a summary. */
export type FileRole = "main" | "subagent" | "compaction";

/** What a file is by its place. */
export interface Located {
  readonly role: FileRole;
  /** The subagent's id. */
  readonly thread: string | null;
  /** The conversation that it is of, where its place tells. */
  readonly session: string | null;
}

/** Tells what the file at `path` below `root` is; `null`: no transcript. */
export function locate({ agent, root, path }: { readonly agent: TranscriptAgent; readonly root: string; readonly path: string }) {
  const parts = relative(root, path).split(sep);
  if (parts[0] === ".." || parts.some((part) => part.includes(".orphaned-"))) return null;
  return LOCATE[agent](parts);
}

const LOCATE: Readonly<Record<TranscriptAgent, (parts: readonly string[]) => Located | null>> = {
  claude: locateClaude,
  codex: (parts) => {
    const [, session] = /^rollout-.*?(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl$/.exec(parts.at(-1) ?? "") ?? [];
    return session === undefined ? null : { role: "main", thread: null, session };
  },
  gemini: locateGemini,
};

/** `chats/session-<time>-<id>.jsonl`, and its subagents' in `chats/<session>/<id>.jsonl`. */
function locateGemini(parts: readonly string[]): Located | null {
  const [file = "", folder, above] = parts.toReversed();
  if (folder === "chats" && /^session-.*\.jsonl?$/.test(file)) return { role: "main", thread: null, session: null };
  if (folder === undefined || above !== "chats" || !file.endsWith(".jsonl")) return null;
  return { role: "subagent", thread: basename(file, ".jsonl"), session: folder };
}

/** `<folder>/<session>.jsonl`, and what belongs to it under `<folder>/<session>/`; older subagents lie beside it. */
function locateClaude(parts: readonly string[]): Located | null {
  const file = parts.at(-1) ?? "";
  if (!file.endsWith(".jsonl")) return null;
  const name = basename(file, ".jsonl");
  if (parts.length <= 2) return subagent(name, null) ?? { role: "main", thread: null, session: name };
  return parts[2] === "subagents" ? subagent(name, parts[1] ?? null) : null;
}

const AGENT = "agent-";
const COMPACTION = "acompact-";

function subagent(name: string, session: string | null): Located | null {
  if (!name.startsWith(AGENT)) return null;
  const thread = name.slice(AGENT.length);
  return { role: thread.startsWith(COMPACTION) ? "compaction" : "subagent", thread, session };
}
