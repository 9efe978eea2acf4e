import { LIMITS } from "@pilothouse/contracts";
import { readGeminiFile } from "../agents/gemini/read-gemini.ts";
import { saveState } from "./file-state.ts";
import { finishStep } from "./finish-step.ts";
import type { FileRow } from "./file-rows.ts";
import { readExactly } from "./fingerprint.ts";
import type { StepOptions, StepTaken } from "./read-step.ts";
import type { Rows } from "./rows.ts";
import { Step } from "./step.ts";

/** Reads a transcript that its writer writes anew each time. */
export function readWhole(rows: Rows, file: FileRow, { fd, size, now, find }: Omit<StepOptions, "agent">): StepTaken {
  const step = new Step(rows, file, { memory: { session: null, at: null }, now });
  const isTooLong = size > LIMITS.transcriptLineBytes;
  const messages = isTooLong ? [] : readGeminiFile(readExactly(fd, { position: 0, length: size }));
  const reason = `it is longer than ${LIMITS.transcriptLineBytes} bytes`;
  if (isTooLong) rows.complaints.add(file.id, { bad: [{ offset: 0, length: size, reason }], at: now });
  messages.forEach((facts, part) => step.take({ offset: 0, length: size, part }, facts));
  rows.complaints.addUnknown(file.id, step.unknown);
  const conversations = finishStep(rows, step, find);
  const state = saveState({ ...step.memory, reader: null, open: null });
  const counts = { lines: messages.length, objects: messages.length, blanks: 0, bad: isTooLong ? 1 : 0 };
  return { file: { ...file, ...counts, offset: size, state }, conversations, bytes: size, more: false };
}
