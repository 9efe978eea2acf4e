import { countOf, objectOf, objectsOf, textOf } from "../../lines/fields.ts";
import { type JsonObject, parseLine } from "../../lines/parse-line.ts";
import type { BlockFact, EntryFact, ToolResultFact } from "../facts.ts";

interface ReadEntry {
  readonly entry: EntryFact | null;
  readonly unknown: readonly string[];
}

/**
 * Lines that say nothing of their own: texts of the conversation stand twice in a rollout, as an item of the model's and
 * as an event, and the events are the ones that are shown; calls stand twice, too, and there the items are.
 */
const SILENT: ReadonlySet<string> = new Set([
  "session_meta",
  "turn_context",
  "world_state",
  "compacted",
  "inter_agent_communication_metadata",
  "response_item/agent_message",
  "response_item/ghost_snapshot",
  "response_item/reasoning",
  "event_msg/token_count",
  "event_msg/task_started",
  "event_msg/exec_command_begin",
  "event_msg/exec_command_end",
  "event_msg/patch_apply_begin",
  "event_msg/patch_apply_end",
  "event_msg/mcp_tool_call_begin",
  "event_msg/mcp_tool_call_end",
  "event_msg/web_search_begin",
  "event_msg/web_search_end",
  "event_msg/thread_name_updated",
]);
const SILENT_FAMILY = "event_msg/collab_";
const TURN_ENDS: ReadonlySet<string> = new Set(["event_msg/task_complete", "event_msg/turn_aborted"]);

export function readCodexEntry(line: string, payload: JsonObject): ReadEntry {
  const second = textOf(payload["type"]);
  const type = second === null || line === "session_meta" || line === "turn_context" ? line : `${line}/${second}`;
  if (SILENT.has(type) || type.startsWith(SILENT_FAMILY)) return { entry: null, unknown: [] };
  if (type === "response_item/message" && payload["role"] !== "developer") return { entry: null, unknown: [] };
  const read = readShown(type, payload);
  const turnMs = TURN_ENDS.has(type) ? countOf(payload["duration_ms"]) || null : null;
  const place = { uuid: null, parentUuid: null, logicalParentUuid: null, sidechain: false, agentId: null, model: null };
  const stopReason = type === "event_msg/task_complete" ? "end_turn" : null;
  const { kind, blocks } = read ?? { kind: "other", blocks: [] };
  return { entry: { kind, type, ...place, blocks, stopReason, turnMs }, unknown: read ? [] : [type] };
}

type Shown = Pick<EntryFact, "kind" | "blocks">;

function readShown(type: string, payload: JsonObject): Shown | null {
  switch (type) {
    case "event_msg/user_message":
      return { kind: "prompt", blocks: said("text", payload["message"]) };
    case "event_msg/agent_message":
      return { kind: "answer", blocks: said("text", payload["message"]) };
    case "event_msg/agent_reasoning":
      return { kind: "answer", blocks: said("thinking", payload["text"]) };
    case "response_item/message":
      return { kind: "injected", blocks: objectsOf(payload["content"]).flatMap((item) => said("text", item["text"])) };
    case "response_item/function_call":
    case "response_item/custom_tool_call":
    case "response_item/local_shell_call":
    case "response_item/web_search_call":
      return { kind: "answer", blocks: callOf(type, payload) };
    case "response_item/function_call_output":
    case "response_item/custom_tool_call_output":
      return { kind: "result", blocks: resultOf(payload) };
    case "event_msg/error":
    case "event_msg/stream_error":
      return { kind: "error", blocks: said("text", payload["message"]) };
    case "event_msg/task_complete":
    case "event_msg/turn_aborted":
      return { kind: "system", blocks: said("text", payload["reason"]) };
    case "event_msg/context_compacted":
      return { kind: "summary", blocks: [] };
    default:
      return null;
  }
}

function said(kind: "text" | "thinking", value: unknown): BlockFact[] {
  const text = textOf(value);
  return text === null ? [] : [{ kind, text }];
}

function callOf(type: string, payload: JsonObject): BlockFact[] {
  const id = textOf(payload["call_id"]) ?? textOf(payload["id"]);
  if (id === null) return [{ kind: "other", type }];
  const remote = type === "response_item/web_search_call";
  const name = textOf(payload["name"]) ?? (remote ? "web_search" : "shell");
  const given = payload["arguments"] ?? payload["input"] ?? payload["action"];
  return [{ kind: "call", call: { id, name, input: typeof given === "string" ? (parsed(given) ?? given) : given, remote } }];
}

/** Arguments are a text that holds JSON; a patch is a text that does not. */
function parsed(text: string): JsonObject | null {
  const line = parseLine(Buffer.from(text));
  return line.kind === "object" ? line.objects[0] : null;
}

const EXIT_CODE = /^(?:Process exited with code|Exit code:) (?<code>-?\d+)$/m;

function resultOf(payload: JsonObject): BlockFact[] {
  const callId = textOf(payload["call_id"]);
  if (callId === null) return [];
  const plain = textOf(payload["output"]) ?? "";
  const output = objectOf(payload["output"]) ?? (plain.startsWith("{") ? parsed(plain) : null);
  const text = textOf(output?.["output"]) ?? textOf(output?.["content"]) ?? plain;
  return [{ kind: "result", result: { callId, outcome: outcomeOf(output, text), text } }];
}

function outcomeOf(output: JsonObject | null, text: string): ToolResultFact["outcome"] {
  const told = objectOf(output?.["metadata"])?.["exit_code"];
  const code = typeof told === "number" ? told : Number(EXIT_CODE.exec(text)?.groups?.["code"] ?? 0);
  return code === 0 && output?.["success"] !== false ? "ok" : "failed";
}
