import type { ActivityState, Terminal, TerminalAttention } from "@pilothouse/contracts";

export type Tone = "working" | "waiting" | "idle" | "done" | "failed" | "unknown";

export interface StateWords {
  readonly tone: Tone;
  /** Such as `Running` or `Failed with code 2`. */
  readonly words: string;
}

const ACTIVITY: Readonly<Record<ActivityState, StateWords>> = {
  starting: { tone: "working", words: "Starting" },
  working: { tone: "working", words: "Working" },
  waiting: { tone: "waiting", words: "Needs you" },
  idle: { tone: "idle", words: "Idle" },
  unknown: { tone: "unknown", words: "Running" },
  exited: { tone: "unknown", words: "Ending" },
};

/** A terminal's state in words and in the tone that goes with them. */
export function stateOf(terminal: Pick<Terminal, "status" | "exit" | "activity">): StateWords {
  const { status, exit, activity } = terminal;
  return status === "running" ? ACTIVITY[activity.state] : endOf({ status, exit });
}

/** How a terminal has ended. */
export function endOf({ status, exit }: Pick<Terminal, "status" | "exit">): StateWords {
  if (status === "lost") return { tone: "unknown", words: "Lost with its runner" };
  if (exit?.signal) return { tone: "failed", words: `Ended by ${exit.signal}` };
  if (exit?.code) return { tone: "failed", words: `Failed with code ${exit.code}` };
  return { tone: "done", words: "Finished" };
}

/** What a terminal needs its owner for, in a few words. */
export function needOf({ kind, message }: TerminalAttention): string {
  if (kind === "waiting") return message ?? "Waits for an answer";
  return kind === "finished" ? "Is done" : "Has failed";
}

/** A folder as people write it: under the home folder it starts with `~`. */
export function shortFolder(folder: string, home: string | null | undefined): string {
  if (!home || home === "/") return folder;
  if (folder === home) return "~";
  return folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
}

/** A program's own words for a title made fit to show: without control characters and direction overrides. */
export function plainTitle(title: string): string {
  return title.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim() || "Untitled";
}

/** A terminal's program as people call it: without its folder, with its arguments. */
export function programOf({ command }: Pick<Terminal, "command">): string {
  const [program = "", ...rest] = command;
  return [program.split("/").at(-1), ...rest].join(" ");
}
