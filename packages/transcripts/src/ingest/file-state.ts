import type { ReaderState } from "../agents/format.ts";
import { objectOf, textOf } from "../lines/fields.ts";
import { parseLine } from "../lines/parse-line.ts";
import type { Memory } from "./step.ts";

/** What has to be known to read on in a file. */
export interface FileState extends Readonly<Memory> {
  readonly reader: ReaderState;
  /** Where the last line begins, which had no line feed yet. */
  readonly open: number | null;
}

export function saveState(state: FileState): string {
  return JSON.stringify(state);
}

export function loadState(saved: string | null): FileState {
  const parsed = saved === null ? null : parseLine(Buffer.from(saved));
  const state = parsed?.kind === "object" ? parsed.objects[0] : {};
  const { at, open } = state;
  return {
    session: textOf(state["session"]),
    at: typeof at === "number" ? at : null,
    reader: objectOf(state["reader"]),
    open: typeof open === "number" ? open : null,
  };
}
