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

/** Titles are shown up to here; a program may send as much as it likes. */
const TITLE_CHARACTERS = 120;
/** Line ends, control characters, and marks that turn or hide text; but for the joiner that emoji are made with. */
const NOT_SHOWN = /(?!\u200d)[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A program's own words for a title made fit to show, on one line. */
export function plainTitle(title: string): string {
  // Cut first, so that a long one costs no more than a short one; a little longer, because what is left out counts too.
  const plain = title
    .slice(0, TITLE_CHARACTERS * 4)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .replaceAll(NOT_SHOWN, "")
    .trim();
  const shown = Array.from(plain);
  return (shown.length > TITLE_CHARACTERS ? `${shown.slice(0, TITLE_CHARACTERS - 1).join("")}…` : plain) || "Untitled";
}

/** A terminal's program as people call it: without its folder, with its arguments. */
export function programOf({ command }: Pick<Terminal, "command">): string {
  const [program = "", ...rest] = command;
  return [program.split("/").at(-1), ...rest].join(" ");
}

/** What every keyboard has, and nobody takes for something else. */
const TYPEABLE = /^[!-~](?:[ -~]{0,38}[!-~])?$/;

/** What is typed to agree that a terminal goes: its title, or its program where that title is hard to type. */
export function typedNameOf(terminal: Pick<Terminal, "title" | "command" | "id">): string {
  const program = terminal.command[0]?.split("/").at(-1) ?? "";
  return [plainTitle(terminal.title), program].find((name) => TYPEABLE.test(name)) ?? terminal.id.slice(-8);
}
