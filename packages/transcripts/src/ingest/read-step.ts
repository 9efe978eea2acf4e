import type { Relatives } from "../agents/format.ts";
import { type LineAgent, openReader } from "../agents/open-reader.ts";
import type { FindPrice } from "../prices/find-price.ts";
import type { FileRow } from "./file-rows.ts";
import { loadState, saveState } from "./file-state.ts";
import { finishStep } from "./finish-step.ts";
import { INGEST_LIMITS } from "./limits.ts";
import { type ReadLine, readLines } from "./read-lines.ts";
import type { Rows } from "./rows.ts";
import { Step } from "./step.ts";

export interface StepOptions {
  readonly fd: number;
  readonly agent: LineAgent;
  readonly size: number;
  readonly now: number;
  readonly find: FindPrice;
  readonly relatives: Relatives;
  /** Not more than some bytes and lines in one go. */
  readonly isBounded: boolean;
}

export interface StepTaken {
  /** The file as it is known now. Its fingerprint and what the system says of it are of before. */
  readonly file: FileRow;
  readonly conversations: ReadonlySet<number>;
  readonly bytes: number;
  readonly more: boolean;
}

/** Reads lines of a file behind those that are known. `null`: it does not go on as it began, so that it has to be read anew. */
export function readStep(rows: Rows, file: FileRow, options: StepOptions): StepTaken | null {
  const { fd, agent, size, now, find, relatives, isBounded } = options;
  const state = loadState(file.state);
  const compaction = file.role === "compaction";
  const reader = openReader(agent, { state: state.reader, compaction, relatives, session: file.session });
  const step = new Step(rows, file, { memory: { session: state.session, at: state.at }, now });
  const counts = { lines: file.lines, objects: file.objects, blanks: file.blanks, bad: file.bad };
  let { open } = state;
  let { offset } = file;
  let lines = 0;
  let more = false;
  for (const line of readLines(fd, { offset, size })) {
    if (open !== null && offset === file.offset) {
      if (line.parsed.kind !== "blank") return null;
      if (line.length > 0) rows.entries.stretch(file.id, { offset: open, length: line.offset + line.length - open });
      open = null;
    } else {
      count(counts, line);
      if (line.parsed.kind === "invalid") step.bad.push({ ...placeOf(line), reason: line.parsed.reason });
      const objects = line.parsed.kind === "blank" ? [] : line.parsed.objects;
      objects.forEach((object, part) => step.take({ ...placeOf(line), part }, reader.read(object)));
      open = line.isOpen ? line.offset : null;
    }
    offset = line.end;
    lines += 1;
    more = isBounded && offset < size && (lines >= INGEST_LIMITS.stepLines || offset - file.offset >= INGEST_LIMITS.stepBytes);
    if (more) break;
  }
  rows.complaints.add(file.id, { bad: step.bad, at: now });
  rows.complaints.addUnknown(file.id, step.unknown);
  const conversations = finishStep(rows, step, find);
  const known = saveState({ ...step.memory, reader: reader.state, open });
  return { file: { ...file, ...counts, offset, state: known }, conversations, bytes: offset - file.offset, more };
}

function placeOf({ offset, length }: ReadLine) {
  return { offset, length };
}

function count(counts: Record<"lines" | "objects" | "blanks" | "bad", number>, { parsed }: ReadLine): void {
  counts.lines += 1;
  if (parsed.kind === "blank") counts.blanks += 1;
  else counts.objects += parsed.objects.length;
  if (parsed.kind === "invalid") counts.bad += 1;
}
