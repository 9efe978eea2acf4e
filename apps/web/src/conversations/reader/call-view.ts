import type { FileChange } from "./file-changes.ts";
import { editOf, patchOf } from "./file-changes.ts";

/** What a tool was asked for, as the reader shows it. */
export interface CallView {
  /** In a few words, on one line; empty for a command that nobody described. */
  readonly summary: string;
  readonly command: string | null;
  readonly changes: readonly FileChange[];
  /** What stands for the input where nothing else does: it is folded. */
  readonly prose: string | null;
  /** Whether the summary says all of it. */
  readonly plain: boolean;
}

const NOTHING: CallView = { summary: "", command: null, changes: [], prose: null, plain: false };
const SUMMARY_CHARACTERS = 200;
/** Where tools have what they are about, the best first. */
const ABOUT = [
  "file_path",
  "notebook_path",
  "absolute_path",
  "path",
  "dir_path",
  "pattern",
  "query",
  "url",
  "description",
  "subject",
  "skill",
  "name",
  "prompt",
] as const;

/** Reads a call's input: its command, the changes it makes to files, or what it is about. Never fails. */
export function callView(name: string, input: string): CallView {
  if (input.includes("*** Begin Patch")) {
    const changes = patchOf(patchIn(input));
    return { ...NOTHING, summary: changes.map(({ path }) => path).join(", "), changes };
  }
  const fields = objectOf(input);
  if (!fields) return NOTHING;
  const command = commandOf(fields);
  if (command !== null) {
    return { ...NOTHING, summary: oneLine(textOf(fields["description"]) ?? ""), command };
  }
  const changes = editOf(fields);
  const prose = /^(?:task|agent)$/i.test(name) ? textOf(fields["prompt"]) : null;
  const about = ABOUT.map((field) => textOf(fields[field])).find((text) => text !== null && text !== "") ?? "";
  const plain = about !== "" && Object.keys(fields).length === 1 && oneLine(about) === about;
  return { ...NOTHING, summary: oneLine(about), changes, prose, plain };
}

function objectOf(input: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(input);
    return isObject(value) ? value : null;
  } catch {
    // Cut, or no JSON at all: then it is shown as it is.
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A shell's command line. Some agents name the shell and its options before it. */
function commandOf({ command, cmd }: Readonly<Record<string, unknown>>): string | null {
  const given = command ?? cmd;
  if (typeof given === "string") return given;
  if (!Array.isArray(given)) return null;
  const words = given.filter((word): word is string => typeof word === "string");
  return /^-\w*c$/.test(words.at(-2) ?? "") ? (words.at(-1) ?? "") : words.join(" ");
}

/** A patch may be the whole input or a field of it. */
function patchIn(input: string): string {
  const fields = objectOf(input);
  const within =
    fields &&
    Object.values(fields)
      .flat()
      .find((value) => typeof value === "string" && value.includes("*** Begin Patch"));
  return typeof within === "string" ? within : input;
}

function oneLine(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > SUMMARY_CHARACTERS ? `${line.slice(0, SUMMARY_CHARACTERS - 1)}…` : line;
}
