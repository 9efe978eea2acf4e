import type { ActivityState } from "@pilothouse/contracts";

/**
 * What agents say, written after runs of theirs: in the order in which they say it, with times (milliseconds) like those
 * of the runs, and what a person who watches would call it. `hook` is an event and its fields, `osc` the text of a mark in the output, `key` what was typed,
 * `front` who had the terminal, `output` other output, and `is` the state that must be shown from here to the next `is`.
 */
export type Step = { readonly at: number } & (
  | { readonly hook: string; readonly with?: Readonly<Record<string, string>> }
  | { readonly osc: string }
  | { readonly key: string }
  | { readonly output: true }
  | { readonly front: "shell" | "program"; readonly busy?: boolean }
  | { readonly is: ActivityState }
);

export interface Story {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Claude Code 2.1.326 with hooks, after runs against the model stand-in. */
const CLAUDE_HOOKS: readonly Story[] = [
  {
    name: "Claude Code answers a prompt, asks for permission, is allowed, and ends",
    steps: [
      { at: 0, is: "starting" },
      { at: 3_500, hook: "SessionStart", with: { source: "startup" } },
      { at: 5_297, osc: "0;✳ Claude Code" },
      { at: 5_400, is: "idle" },
      { at: 7_700, hook: "UserPromptSubmit" },
      { at: 7_710, is: "working" },
      { at: 7_797, osc: "0;◐ Claude Code" },
      { at: 8_752, osc: "0;◑ Claude Code" },
      { at: 9_970, hook: "Stop" },
      { at: 9_989, osc: "0;✳ Claude Code" },
      { at: 11_600, is: "idle" },
      { at: 28_100, hook: "UserPromptSubmit" },
      { at: 28_110, is: "working" },
      { at: 28_211, osc: "0;◐ Claude Code" },
      { at: 29_300, hook: "PermissionRequest", with: { tool_name: "Bash" } },
      { at: 29_301, is: "waiting" },
      { at: 29_357, osc: "0;✳ Claude Code" },
      {
        at: 35_400,
        hook: "Notification",
        with: { notification_type: "permission_prompt", message: "Claude needs your permission" },
      },
      { at: 43_744, key: "\r" },
      { at: 44_591, osc: "0;◑ Claude Code" },
      { at: 44_600, is: "working" },
      { at: 45_500, hook: "PostToolUse" },
      { at: 46_000, hook: "Stop" },
      { at: 46_038, osc: "0;✳ Claude Code" },
      { at: 47_600, is: "idle" },
      { at: 48_500, hook: "SessionEnd" },
      { at: 48_506, osc: "0;" },
      { at: 48_510, is: "unknown" },
    ],
  },
  {
    name: "Claude Code is interrupted with Escape, of which it does not tell",
    steps: [
      { at: 0, hook: "SessionStart", with: { source: "startup" } },
      { at: 100, osc: "0;✳ Claude Code" },
      { at: 2_250, hook: "UserPromptSubmit" },
      { at: 2_260, is: "working" },
      { at: 2_469, osc: "0;◐ Claude Code" },
      { at: 3_430, osc: "0;◑ Claude Code" },
      { at: 5_311, key: "\u001b" },
      { at: 5_351, osc: "0;◑ Claude Code" },
      { at: 5_523, osc: "0;✳ Claude Code" },
      { at: 7_100, is: "idle" },
    ],
  },
  {
    name: "Claude Code is refused a permission, of which it does not tell",
    steps: [
      { at: 0, hook: "UserPromptSubmit" },
      { at: 1, is: "working" },
      { at: 100, osc: "0;◐ Claude Code" },
      { at: 1_400, hook: "PermissionRequest", with: { tool_name: "Bash" } },
      { at: 1_401, is: "waiting" },
      { at: 1_461, osc: "0;✳ Claude Code" },
      { at: 4_975, key: "\u001b" },
      { at: 8_000, is: "idle" },
    ],
  },
  {
    name: "moving through the choices of a question leaves it open",
    steps: [
      { at: 0, hook: "PermissionRequest", with: { tool_name: "Edit" } },
      { at: 1, is: "waiting" },
      { at: 500, key: "\u001b[B" },
      { at: 900, key: "\u001b[A" },
      { at: 20_000, front: "program" },
    ],
  },
  {
    name: "subagents work and stop while their agent works, and while it rests",
    steps: [
      { at: 0, hook: "UserPromptSubmit" },
      { at: 1, is: "working" },
      { at: 500, hook: "Stop", with: { agent_id: "a" } },
      { at: 2_500, hook: "PostToolUse", with: { agent_id: "a" } },
      { at: 3_000, hook: "Stop" },
      { at: 4_600, is: "idle" },
      { at: 5_000, hook: "PostToolUse", with: { agent_id: "a" } },
      { at: 6_000, hook: "PermissionRequest", with: { agent_id: "a", tool_name: "Bash" } },
      { at: 6_001, is: "waiting" },
      { at: 7_000, hook: "PostToolUse", with: { agent_id: "b" } },
      { at: 8_000, hook: "PostToolUse", with: { agent_id: "a" } },
      { at: 8_001, is: "working" },
      { at: 9_000, hook: "Stop" },
      { at: 10_600, is: "idle" },
    ],
  },
  {
    name: "a queued prompt follows at once: no idle in between",
    steps: [
      { at: 0, hook: "UserPromptSubmit" },
      { at: 1, is: "working" },
      { at: 900, hook: "Stop" },
      { at: 950, osc: "0;✳ Claude Code" },
      { at: 1_900, hook: "UserPromptSubmit" },
      { at: 2_000, osc: "0;◐ Claude Code" },
    ],
  },
];

const SIGNALS: readonly Story[] = [
  {
    name: "Claude Code, typed into a shell, is known by its title and its notification",
    steps: [
      { at: 0, front: "shell" },
      { at: 1_600, is: "idle" },
      { at: 3_000, osc: "0;✳ Claude Code" },
      { at: 6_000, osc: "0;⠂ Fix the tests" },
      { at: 6_001, is: "working" },
      { at: 7_000, osc: "0;⠐ Fix the tests" },
      { at: 9_000, osc: "9;Claude needs your permission to use Bash" },
      { at: 9_001, is: "waiting" },
      { at: 9_050, osc: "0;✳ Fix the tests" },
      { at: 15_000, key: "1" },
      { at: 15_400, osc: "0;⠂ Fix the tests" },
      { at: 15_401, is: "working" },
      { at: 20_000, osc: "0;✳ Fix the tests" },
      { at: 21_600, is: "idle" },
    ],
  },
  {
    name: "a title that rests for a moment while the screen is drawn again is no idle",
    steps: [
      { at: 0, osc: "0;⠂ task" },
      { at: 1, is: "working" },
      { at: 1_000, osc: "0;✳ task" },
      { at: 1_900, osc: "0;⠐ task" },
      { at: 2_900, osc: "0;✳ task" },
      { at: 4_000, osc: "0;⠂ task" },
    ],
  },
  {
    name: "Codex asks for approval, and is done",
    steps: [
      { at: 0, osc: "0;⠋ pilothouse" },
      { at: 1, is: "working" },
      { at: 4_000, osc: "9;Approval requested: npm test" },
      { at: 4_001, is: "waiting" },
      { at: 4_100, osc: "0;⠙ pilothouse" },
      { at: 8_000, key: "\r" },
      { at: 8_300, osc: "0;⠹ pilothouse" },
      { at: 8_301, is: "working" },
      { at: 12_000, osc: "9;Agent turn complete" },
      { at: 13_501, is: "idle" },
    ],
  },
  {
    name: "a shell with marks tells of its prompt; the program that it starts is judged by what it does",
    steps: [
      { at: 0, osc: "133;A" },
      { at: 1_501, is: "idle" },
      { at: 3_000, osc: "133;C" },
      { at: 3_001, is: "working" },
      { at: 3_500, output: true },
      { at: 4_000, front: "program" },
      { at: 7_000, front: "program" },
      { at: 7_001, is: "unknown" },
      { at: 9_000, osc: "133;D;0" },
      { at: 9_010, osc: "133;A" },
      { at: 10_600, is: "idle" },
    ],
  },
  {
    name: "a progress bar is work for as long as it is shown",
    steps: [
      { at: 0, front: "program" },
      { at: 1_000, osc: "9;4;3" },
      { at: 1_001, is: "working" },
      { at: 9_000, osc: "9;4;1;80" },
      { at: 12_000, osc: "9;4;0" },
      { at: 14_000, front: "program" },
      { at: 14_001, is: "unknown" },
    ],
  },
  {
    name: "an agent that was killed leaves its title behind, but its shell has the terminal",
    steps: [
      { at: 0, osc: "0;⠂ task" },
      { at: 1, is: "working" },
      { at: 5_000, front: "shell" },
      { at: 6_600, is: "idle" },
    ],
  },
];

const UNKNOWN: readonly Story[] = [
  {
    name: "an interface that nobody knows: it draws, is still, asks in words of its own, and nothing is made of it",
    steps: [
      { at: 0, output: true },
      { at: 500, front: "program" },
      { at: 501, is: "working" },
      { at: 4_000, front: "program" },
      { at: 4_001, is: "unknown" },
      { at: 5_000, osc: "0;Allow this action? [y/n]" },
      { at: 6_000, osc: "9;Somebody needs your permission, perhaps" },
      { at: 7_000, osc: "777;notify;Deploy;waiting for input" },
      { at: 8_000, osc: "7501;?" },
      { at: 9_000, key: "y" },
      { at: 9_050, output: true },
      { at: 12_000, front: "program" },
    ],
  },
  {
    name: "a program that says nothing at all",
    steps: [
      { at: 0, is: "starting" },
      { at: 10_001, is: "unknown" },
      { at: 60_000, front: "program" },
    ],
  },
  {
    name: "typing into an editor is its echo, and no work",
    steps: [
      { at: 0, output: true },
      { at: 500, front: "program" },
      { at: 4_000, front: "program" },
      { at: 4_001, is: "unknown" },
      { at: 5_000, key: "x" },
      { at: 5_020, output: true },
      { at: 5_500, front: "program" },
    ],
  },
];

export const CORPUS: readonly Story[] = [...CLAUDE_HOOKS, ...SIGNALS, ...UNKNOWN];
