import { ACTIVITY_LIMITS } from "./limits.ts";

/** Tools that exist to ask a person; no other use of a tool is told before it happens. */
const ASKING_TOOLS = "AskUserQuestion|ExitPlanMode";

/** Only events that every Claude Code of the last year knows: an unknown one makes it refuse all settings. */
const EVENTS = {
  SessionStart: undefined,
  UserPromptSubmit: undefined,
  PreToolUse: ASKING_TOOLS,
  PermissionRequest: "",
  PostToolUse: "",
  Notification: "",
  PreCompact: "",
  Stop: undefined,
  SessionEnd: undefined,
} as const;

const HOOK_SECONDS = 5;
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Puts what it reads into a file of its own that appears whole; a hook's exit code steers the agent, so it is always 0. The
 * folder goes with its terminal, which an agent may outlive.
 */
function reporter(folder: string, event: string): string {
  const place = quoted(folder);
  return [
    `cd ${place} 2>/dev/null || { cat >/dev/null; exit 0; }`,
    `head -c ${ACTIVITY_LIMITS.reportBytes} >"$$.part" 2>/dev/null && mv "$$.part" "$$.${event}" 2>/dev/null`,
    "cat >/dev/null",
    "exit 0",
  ].join("; ");
}

/** Claude Code settings that make it report to `folder`, and change nothing else. */
export function hookSettings(folder: string): object {
  const entries = Object.entries(EVENTS).map(([event, matcher]) => {
    const hook = { type: "command", command: reporter(folder, event), timeout: HOOK_SECONDS };
    return [event, [matcher === undefined ? { hooks: [hook] } : { matcher, hooks: [hook] }]];
  });
  return { hooks: Object.fromEntries(entries) };
}
