/** Fields of a line of Claude Code's, in place of those that every line has. */
type Fields = Readonly<Record<string, unknown>>;

const T0 = Date.parse("2026-03-01T10:00:00.000Z");

/** `seconds` behind ten in the morning of the first of March 2026. */
export function at(seconds: number): string {
  return new Date(T0 + seconds * 1_000).toISOString();
}

export function line(type: string, fields: Fields = {}): string {
  const envelope = {
    parentUuid: null,
    isSidechain: false,
    cwd: "/work/one",
    sessionId: "one",
    version: "2.1.200",
    gitBranch: "main",
  };
  return `${JSON.stringify({ ...envelope, type, uuid: crypto.randomUUID(), timestamp: at(0), ...fields })}\n`;
}

export function prompt(text: string, fields: Fields = {}): string {
  return line("user", { message: { role: "user", content: text }, ...fields });
}

export function result(callId: string, fields: Fields & { readonly text?: string; readonly isError?: boolean } = {}): string {
  const { text = "done", isError, ...rest } = fields;
  const block = { type: "tool_result", tool_use_id: callId, content: text, ...(isError !== undefined && { is_error: isError }) };
  return line("user", { message: { role: "user", content: [block] }, ...rest });
}

export interface Answer extends Fields {
  /** Of the message. */
  readonly id?: string;
  readonly text?: string;
  readonly usage?: unknown;
  readonly model?: string;
  readonly content?: readonly unknown[];
  readonly stop?: string | null;
}

export const USAGE = { input_tokens: 10, output_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 1_000 };

export function answer({
  id = "msg_1",
  text = "hello",
  usage = USAGE,
  model = "claude-opus-4-6",
  content,
  stop = null,
  ...fields
}: Answer = {}) {
  const blocks = content ?? [{ type: "text", text }];
  const message = { id, type: "message", role: "assistant", model, content: blocks, stop_reason: stop, usage };
  return line("assistant", { message, requestId: "req_1", ...fields });
}

export function call(id: string, name = "Bash", input: unknown = { command: "ls" }) {
  return { type: "tool_use", id, name, input };
}

/** Where the transcript of a session lies. */
export function transcript(session = "one", folder = "-work-one"): string {
  return `claude/projects/${folder}/${session}.jsonl`;
}
