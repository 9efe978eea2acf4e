import { hash } from "node:crypto";
import { LIMITS } from "@pilothouse/contracts";
import type { LineFacts } from "../agents/facts.ts";
import { readGeminiFile } from "../agents/gemini/read-gemini.ts";
import { listOf } from "../lines/fields.ts";
import { parseLine } from "../lines/parse-line.ts";
import type { FileRow } from "./file-rows.ts";
import { loadState, saveState } from "./file-state.ts";
import { finishStep } from "./finish-step.ts";
import { readExactly } from "./fingerprint.ts";
import type { StepOptions, StepTaken } from "./read-step.ts";
import type { Rows } from "./rows.ts";
import { Step } from "./step.ts";

/**
 * Reads a transcript that its writer writes anew each time. `null`: messages that were read are not there any more, or are
 * others now, so that it has to be read anew; as a rule there are only more of them.
 */
export function readWhole(rows: Rows, file: FileRow, { fd, size, now, find }: Omit<StepOptions, "agent">): StepTaken | null {
  const state = loadState(file.state);
  const known = listOf(state.reader?.["messages"]);
  const isTooLong = size > LIMITS.transcriptLineBytes;
  const bytes = isTooLong ? Buffer.alloc(0) : readExactly(fd, { position: 0, length: size });
  const messages = readGeminiFile(bytes).map((facts) => placed(facts, file));
  // Its writer is not done yet.
  if (messages.length === 0 && known.length > 0 && parseLine(bytes).kind !== "object") return unchanged(file);
  const hashes = messages.map(hashOf);
  if (known.some((hash, at) => hash !== hashes[at])) return null;
  const step = new Step(rows, file, { memory: { session: state.session, at: state.at }, now });
  messages.slice(known.length).forEach((facts, at) => step.take({ offset: 0, length: size, part: known.length + at }, facts));
  rows.entries.stretch(file.id, { offset: 0, length: size });
  const reason = `it is longer than ${LIMITS.transcriptLineBytes} bytes`;
  if (isTooLong) rows.complaints.add(file.id, { bad: [{ offset: 0, length: size, reason }], at: now });
  rows.complaints.addUnknown(file.id, step.unknown);
  const conversations = finishStep(rows, step, find);
  const saved = saveState({ ...step.memory, reader: { messages: hashes }, open: null });
  const counts = { lines: messages.length, objects: messages.length, blanks: 0, bad: isTooLong ? 1 : 0 };
  return { file: { ...file, ...counts, offset: size, state: saved }, conversations, bytes: size, more: false };
}

/** A subagent's names a conversation of its own; it is part of the one in whose folder it lies. */
function placed(facts: LineFacts, { role, session }: FileRow): LineFacts {
  return role === "subagent" ? { ...facts, sessionId: session } : facts;
}

function unchanged(file: FileRow): StepTaken {
  return { file, conversations: new Set(), bytes: 0, more: false };
}

const HASH_CHARACTERS = 16;

function hashOf(facts: LineFacts): string {
  return hash("sha256", JSON.stringify(facts), "base64url").slice(0, HASH_CHARACTERS);
}
