import type { AgentSession } from "@pilothouse/contracts";
import { z } from "zod";
import { noticeState } from "./agent-words.ts";
import { plainText } from "./plain-text.ts";

/** What an agent has told of itself. */
export interface HookReport {
  /** `null`: it says nothing about what the agent does. `"over"`: the agent has ended. */
  readonly state: "working" | "waiting" | "idle" | "over" | null;
  readonly message: string | null;
  /** The subagent that it is about. */
  readonly subagent: string | null;
  readonly session: AgentSession;
}

/** The part of a hook's input that is looked at (https://docs.anthropic.com/en/docs/claude-code/hooks). */
const Input = z.object({
  session_id: z.string().regex(/^[\w-]{1,100}$/),
  transcript_path: z.string().max(4_096).optional(),
  agent_id: z.string().max(200).optional(),
  hook_event_name: z.string(),
  source: z.string().optional(),
  tool_name: z.string().optional(),
  message: z.string().optional(),
  notification_type: z.string().optional(),
});
type Input = z.infer<typeof Input>;

const EVENT = ',"hook_event_name":';
const ASKING = new Set([
  "permission_prompt",
  "worker_permission_prompt",
  "elicitation_dialog",
  "elicitation_url_dialog",
  "agent_needs_input",
]);
const RESTING = new Set(["idle_prompt", "agent_completed"]);

/** Reads what a hook was given. `null` for what does not fit. A text that was cut off is read as far as its event. */
export function readHookReport(event: string, text: string): HookReport | null {
  const parsed = Input.safeParse(parse(event, text));
  if (!parsed.success || parsed.data.hook_event_name !== event) return null;
  const input = parsed.data;
  const { session_id: sessionId, transcript_path: transcriptPath = null, agent_id: subagent = null } = input;
  return { ...stateOf(input), subagent, session: { agent: "claude", sessionId, transcriptPath } };
}

function parse(event: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A tool's answer can be of any size, and what matters comes before it.
    const cut = text.indexOf(EVENT);
    if (cut === -1) return null;
    return safely(`${text.slice(0, cut)}${EVENT}${JSON.stringify(event)}}`);
  }
}

function safely(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function stateOf(input: Input): Pick<HookReport, "state" | "message"> {
  const tool = plainText(input.tool_name ?? "", 60);
  switch (input.hook_event_name) {
    case "SessionStart":
      return { state: input.source === "compact" ? "working" : "idle", message: null };
    case "UserPromptSubmit":
    case "PostToolUse":
    case "PreCompact":
      return { state: "working", message: null };
    case "PreToolUse":
      return { state: "waiting", message: tool === "ExitPlanMode" ? "A plan is ready" : "A question" };
    case "PermissionRequest":
      return { state: "waiting", message: tool === null ? "Permission" : `Permission to use ${tool}` };
    case "Notification":
      return noticeOf(input);
    case "Stop":
      return { state: "idle", message: null };
    case "SessionEnd":
      return { state: "over", message: null };
    default:
      return { state: null, message: null };
  }
}

function noticeOf({ notification_type: type, message = "" }: Input): Pick<HookReport, "state" | "message"> {
  const words = plainText(message);
  if (type === undefined) return { state: noticeState(message), message: words };
  if (ASKING.has(type)) return { state: "waiting", message: words };
  return { state: RESTING.has(type) ? "idle" : null, message: null };
}
