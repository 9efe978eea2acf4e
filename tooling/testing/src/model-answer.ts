import type { ModelCall, ModelTurn } from "./model-script.ts";

type Answer = Readonly<Record<string, unknown>>;

/** The content block and the reason to stop of one turn. */
function contentOf(call: ModelCall, turn: ModelTurn, id: string): { readonly block: ToolUse | Text; readonly stop: string } {
  const { verb, value } = turn.act;
  const tool =
    verb === "run"
      ? { name: "Bash", input: { command: value, description: "a step of the script" } }
      : { name: "Read", input: { file_path: value } };
  if (verb === "say" || !call.tools.some(({ name }) => name === tool.name)) {
    return { block: { type: "text", text: verb === "say" ? value : "Done." }, stop: "end_turn" };
  }
  return { block: { type: "tool_use", id: `toolu_${id}`, ...tool }, stop: "tool_use" };
}

interface Text {
  readonly type: "text";
  readonly text: string;
}
interface ToolUse {
  readonly type: "tool_use";
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, string>>;
}

/** The whole answer at once. */
export function wholeAnswer(call: ModelCall, turn: ModelTurn, id: string): Answer {
  const { block, stop } = contentOf(call, turn, id);
  return { ...envelope(call, id), content: [block], stop_reason: stop, usage: usageOf(call, turn.outputTokens) };
}

/** The answer as the API streams it: server-sent events, one string each. */
export function streamedAnswer(call: ModelCall, turn: ModelTurn, id: string): string[] {
  const { block, stop } = contentOf(call, turn, id);
  const begin = { ...envelope(call, id), content: [], stop_reason: null, usage: usageOf(call, 1) };
  const deltas =
    block.type === "text"
      ? (block.text.match(/\S+\s*/g) ?? []).map((text) => ({ type: "text_delta", text }))
      : [{ type: "input_json_delta", partial_json: JSON.stringify(block.input) }];
  const empty = block.type === "text" ? { ...block, text: "" } : { ...block, input: {} };
  return [
    event("message_start", { message: begin }),
    event("content_block_start", { index: 0, content_block: empty }),
    ...deltas.map((delta) => event("content_block_delta", { index: 0, delta })),
    event("content_block_stop", { index: 0 }),
    event("message_delta", { delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: turn.outputTokens } }),
    event("message_stop", {}),
  ];
}

function envelope(call: ModelCall, id: string): Answer {
  return { id: `msg_${id}`, type: "message", role: "assistant", model: call.model, stop_sequence: null };
}

function usageOf(call: ModelCall, outputTokens: number): Answer {
  const inputTokens = Math.ceil(JSON.stringify(call.messages).length / 4);
  return {
    input_tokens: inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
  };
}

function event(type: string, data: Answer): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}
