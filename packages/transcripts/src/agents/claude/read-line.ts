import { countOf, objectOf, textOf, timeOf } from "../../lines/fields.ts";
import type { JsonObject } from "../../lines/parse-line.ts";
import type { BlockFact, EntryFact, LineFacts, RequestFact, SessionFact, ToolResultFact } from "../facts.ts";
import { isPrompt } from "./is-prompt.ts";
import { readBlocks, resultText } from "./read-blocks.ts";
import { readUsage } from "./read-usage.ts";

/** Lines about the conversation as a whole, repeated as it goes; they have no place in it. */
const BESIDE: ReadonlySet<string> = new Set([
  "agent-name",
  "agent-setting",
  "ai-title",
  "atis-latch",
  "bridge-session",
  "custom-title",
  "file-history-delta",
  "file-history-snapshot",
  "last-prompt",
  "mode",
  "permission-mode",
  "pr-link",
  "queue-operation",
  "summary",
]);

/** What one line of a Claude Code transcript says. `compaction`: of a file that holds nothing but a summary's writing. */
export function readClaudeLine(line: JsonObject, file: { readonly compaction: boolean } = { compaction: false }): LineFacts {
  const type = textOf(line["type"]) ?? "untyped";
  const known = BESIDE.has(type);
  const entry = known ? null : readEntry(type, line);
  return {
    sessionId: textOf(line["sessionId"]),
    at: timeOf(line["timestamp"]),
    cwd: textOf(line["cwd"]),
    branch: textOf(line["gitBranch"]),
    version: textOf(line["version"]),
    entry,
    replayed: false,
    requests: readRequests(type, line, file.compaction ? "compaction" : "own"),
    session: known ? readSession(type, line) : null,
    unknown: unknownIn(type, entry),
  };
}

function readRequests(type: string, line: JsonObject, kind: RequestFact["kind"]): RequestFact[] {
  if (type === "assistant") return readUsage(objectOf(line["message"]) ?? {}, textOf(line["requestId"]), kind);
  if (type !== "progress") return [];
  const copy = objectOf(objectOf(line["data"])?.["message"]);
  if (copy?.["type"] !== "assistant") return [];
  return readUsage(objectOf(copy["message"]) ?? {}, textOf(copy["requestId"]), "mirror");
}

function readSession(type: string, line: JsonObject): SessionFact | null {
  const titled = (kind: "custom" | "generated" | "summary", text: string | null, leafUuid: string | null = null) =>
    text === null ? null : { title: { kind, text, leafUuid } };
  switch (type) {
    case "custom-title":
      return titled("custom", textOf(line["customTitle"]));
    case "ai-title":
      return titled("generated", textOf(line["aiTitle"]));
    case "summary":
      return titled("summary", textOf(line["summary"]), textOf(line["leafUuid"]));
    case "pr-link": {
      const pullRequest = textOf(line["prUrl"]);
      return pullRequest === null ? null : { pullRequest };
    }
    default:
      return null;
  }
}

function readEntry(type: string, line: JsonObject): EntryFact {
  const message = objectOf(line["message"]);
  const blocks = blocksOf(type, line, message);
  return {
    kind: kindOf(type, line, blocks),
    type: nameOf(type, line),
    uuid: textOf(line["uuid"]),
    parentUuid: textOf(line["parentUuid"]),
    logicalParentUuid: textOf(line["logicalParentUuid"]),
    sidechain: line["isSidechain"] === true,
    agentId: textOf(line["agentId"]),
    blocks,
    model: textOf(message?.["model"]),
    stopReason: textOf(message?.["stop_reason"]),
    turnMs: line["subtype"] === "turn_duration" ? countOf(line["durationMs"]) : null,
  };
}

/** With the second word of those types that have one. */
function nameOf(type: string, line: JsonObject): string {
  const second =
    type === "system"
      ? line["subtype"]
      : type === "attachment"
        ? objectOf(line["attachment"])?.["type"]
        : type === "progress"
          ? objectOf(line["data"])?.["type"]
          : null;
  return typeof second === "string" ? `${type}/${second}` : type;
}

function blocksOf(type: string, line: JsonObject, message: JsonObject | null): readonly BlockFact[] {
  if (type === "user" || type === "assistant") return readBlocks(message?.["content"], (block) => readResult(block, line));
  if (type === "attachment") return readQueued(objectOf(line["attachment"]));
  return type === "system" ? readBlocks(line["content"], () => null) : [];
}

/** What the person wrote while the agent was busy, where it was put in between. */
function readQueued(attachment: JsonObject | null): readonly BlockFact[] {
  return attachment?.["type"] === "queued_command" ? readBlocks(attachment["prompt"], () => null) : [];
}

/** The answer to the call that was refused; others that were under way beside it are told something else. */
const REFUSED = "The user doesn't want to proceed with this tool use";

function readResult(block: JsonObject, line: JsonObject): ToolResultFact | null {
  const callId = textOf(block["tool_use_id"]);
  if (callId === null) return null;
  const text = resultText(block["content"]);
  if (block["is_error"] !== true) return { callId, outcome: "ok", text };
  const denied = textOf(line["toolDenialKind"]) !== null;
  return { callId, outcome: denied ? "denied" : text.startsWith(REFUSED) ? "refused" : "failed", text };
}

function kindOf(type: string, line: JsonObject, blocks: readonly BlockFact[]): EntryFact["kind"] {
  switch (type) {
    case "assistant":
      return line["isApiErrorMessage"] === true ? "error" : "answer";
    case "user":
      if (blocks.some(({ kind }) => kind === "result")) return "result";
      if (line["isCompactSummary"] === true) return "summary";
      return isPrompt(line, blocks) ? "prompt" : "injected";
    case "system":
      return line["subtype"] === "api_error" ? "error" : "system";
    case "attachment":
      return "attachment";
    case "progress":
      return "system";
    default:
      return "other";
  }
}

function unknownIn(type: string, entry: EntryFact | null): string[] {
  if (!entry) return [];
  const blocks = entry.blocks.flatMap((block) => (block.kind === "other" ? [`block/${block.type}`] : []));
  return entry.kind === "other" ? [type, ...blocks] : blocks;
}
