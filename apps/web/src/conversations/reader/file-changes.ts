import { structuredPatch } from "diff";

export interface ChangedLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

/** What a call does to one file. */
export interface FileChange {
  readonly path: string;
  readonly lines: readonly ChangedLine[];
}

/** Two texts that differ in more lines are shown one after the other. */
const MOST_EDITS = 500;
const SURROUNDING = 3;

type Fields = Readonly<Record<string, unknown>>;

/** The changes that a tool makes which replaces texts in a file, or writes one. */
export function editOf(fields: Fields): FileChange[] {
  const path = [fields["file_path"], fields["notebook_path"], fields["path"]].find((value) => typeof value === "string");
  if (path === undefined) return [];
  const edits = Array.isArray(fields["edits"]) ? fields["edits"] : [fields];
  const lines = edits.flatMap((edit: unknown) => linesOf(edit));
  return lines.length > 0 ? [{ path, lines }] : [];
}

function linesOf(edit: unknown): ChangedLine[] {
  if (typeof edit !== "object" || edit === null) return [];
  const fields: Fields = { ...edit };
  const after = [fields["new_string"], fields["content"], fields["new_source"]].find((value) => typeof value === "string");
  const before = fields["old_string"];
  if (after === undefined) return [];
  return diffLines(typeof before === "string" ? before : "", after);
}

/** What has to change from one text to another, line by line, with a few lines around. */
export function diffLines(before: string, after: string): ChangedLine[] {
  const patch = structuredPatch("", "", before, after, undefined, undefined, {
    context: SURROUNDING,
    maxEditLength: MOST_EDITS,
  });
  if (!patch) return [...signed("-", before), ...signed("+", after)];
  return patch.hunks.flatMap(({ lines }) => lines.flatMap(lineOf));
}

function signed(sign: ChangedLine["sign"], text: string): ChangedLine[] {
  return text === ""
    ? []
    : text
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => ({ sign, text: line }));
}

function lineOf(line: string): ChangedLine[] {
  const sign = line.charAt(0);
  return sign === "+" || sign === "-" || sign === " " ? [{ sign, text: line.slice(1) }] : [];
}

const FILE = /^\*\*\* (?:Add|Update|Delete) File: (.*)$/;

/** The changes of a patch as Codex writes them: files under headings that begin with three stars. */
export function patchOf(patch: string): FileChange[] {
  const changes: { path: string; lines: ChangedLine[] }[] = [];
  for (const line of patch.split("\n")) {
    const path = FILE.exec(line)?.[1];
    if (path !== undefined) changes.push({ path, lines: [] });
    else if (!line.startsWith("***")) changes.at(-1)?.lines.push(...lineOf(line));
  }
  return changes;
}
