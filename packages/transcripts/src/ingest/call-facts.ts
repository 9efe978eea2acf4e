import { listOf, objectOf, textOf } from "../lines/fields.ts";

/** What a tool's call is about, where that is known. */
export interface CallAbout {
  readonly path: string | null;
  readonly access: "read" | "write" | null;
  readonly command: string | null;
}

const READING: ReadonlySet<string> = new Set([
  "Read",
  "NotebookRead",
  "Grep",
  "LS",
  "view_image",
  "read_file",
  "list_directory",
  "search_file_content",
]);
const WRITING: ReadonlySet<string> = new Set(["Edit", "MultiEdit", "Write", "NotebookEdit", "write_file", "replace"]);
const RUNNING: ReadonlySet<string> = new Set([
  "Bash",
  "shell",
  "shell_command",
  "local_shell",
  "exec_command",
  "run_shell_command",
]);
const PATHS = ["file_path", "notebook_path", "absolute_path", "path", "dir_path"];
const COMMANDS = ["command", "cmd"];
const COMMAND_CHARACTERS = 4_000;
/** The first file that a patch changes. */
const PATCHED = /^\*\*\* (?:Update|Add|Delete) File: (?<path>.+)$/m;

export function callAbout(name: string, input: unknown): CallAbout {
  const fields = objectOf(input);
  const patched =
    name === "apply_patch" ? patchedIn(textOf(fields?.["input"]) ?? textOf(fields?.["patch"]) ?? textOf(input)) : null;
  if (patched !== null) return { path: patched, access: "write", command: null };
  if (RUNNING.has(name)) {
    const command = COMMANDS.map((key) => commandOf(fields?.[key])).find((text) => text !== null) ?? null;
    const path = command === null ? null : patchedIn(command);
    return { path, access: path === null ? null : "write", command: command?.slice(0, COMMAND_CHARACTERS) ?? null };
  }
  const access = READING.has(name) ? "read" : WRITING.has(name) ? "write" : null;
  const path = access === null ? null : (PATHS.map((key) => textOf(fields?.[key])).find((text) => text !== null) ?? null);
  return { path, access: path === null ? null : access, command: null };
}

/** A text, or a list of words of which the last is the script where a shell is asked to run one. */
function commandOf(value: unknown): string | null {
  const text = textOf(value);
  if (text !== null) return text;
  const words = listOf(value).filter((word) => typeof word === "string");
  if (words.length === 0) return null;
  return /^-\w*c$/.test(words[1] ?? "") && words.length === 3 ? (words[2] ?? null) : words.join(" ");
}

function patchedIn(text: string | null): string | null {
  return PATCHED.exec(text ?? "")?.groups?.["path"]?.trim() ?? null;
}
