/** Braille is the spinner of Claude Code before 2.1.300 and of Codex, half circles that of Claude Code since. */
const SPINNER = /^[\u2801-\u28ff◐◑◒◓]/u;
/** Claude Code at rest, or asking for permission: the title alone does not tell these apart. */
const AT_REST = /^✳/u;

/** What an agent's title says it does; `null` when it says nothing. */
export function titleState(title: string): "working" | "idle" | null {
  if (SPINNER.test(title)) return "working";
  return AT_REST.test(title) ? "idle" : null;
}

/** Requests of Claude Code and Codex, by their whole beginnings: a word somewhere in a text proves nothing. */
const ASKS = [
  /^Claude(?: Code)?:? ?needs your (?:permission|approval|attention|input)\b/,
  /^Claude(?: Code)?:? Claude needs your (?:permission|approval|attention|input)\b/,
  /^Approval requested(?::|$)/,
  /^Codex wants to edit\b/,
];
const RESTS = [/^(?:Claude(?: Code)?: )?Claude is waiting for your input\b/, /^Agent turn complete$/];

/** What an agent's notification says it does; `null` when it could mean anything. */
export function noticeState(text: string): "waiting" | "idle" | null {
  if (ASKS.some((pattern) => pattern.test(text))) return "waiting";
  return RESTS.some((pattern) => pattern.test(text)) ? "idle" : null;
}
