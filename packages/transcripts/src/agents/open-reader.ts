import type { TranscriptAgent } from "@pilothouse/contracts";
import { readClaudeLine } from "./claude/read-line.ts";
import { openCodexReader } from "./codex/read-codex.ts";
import type { ReaderState, Relatives, TranscriptReader } from "./format.ts";

export interface ReaderOptions {
  /** Of the reader before. */
  readonly state: ReaderState;
  /** Of a file that holds nothing but a summary's writing. */
  readonly compaction: boolean;
  readonly relatives: Relatives;
  /** The conversation, as the file's place tells. */
  readonly session: string | null;
}

/** Agents whose transcripts are read as they grow, line by line. */
export type LineAgent = Exclude<TranscriptAgent, "gemini">;

export function openReader(agent: LineAgent, { state, compaction, relatives, session }: ReaderOptions): TranscriptReader {
  if (agent === "codex") return openCodexReader(state, { relatives, session });
  return { state: null, read: (object) => readClaudeLine(object, { compaction }) };
}
