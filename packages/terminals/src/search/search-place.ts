import { Fault } from "@pilothouse/platform";
import type { Stage } from "./candidate-words.ts";

/** Where a search goes on: before this line of this block. */
export interface Place {
  readonly stage: Stage;
  readonly block: number;
  readonly line: number;
}

export const START: Place = { stage: "start", block: Number.MAX_SAFE_INTEGER, line: Number.MAX_SAFE_INTEGER };

export function cursorOf({ stage, block, line }: Place): string {
  return `${stage}.${block}.${line}`;
}

/** Fault `invalid` for a cursor that no search gave. */
export function parseCursor(cursor: string): Place {
  const match = /^(start|inside)\.(\d{1,16})\.(\d{1,16})$/.exec(cursor);
  if (!match) throw new Fault("invalid", "this cursor is of no search; leave it out to begin with the first page");
  const [, stage, block, line] = match;
  return { stage: stage === "inside" ? "inside" : "start", block: Number(block), line: Number(line) };
}
