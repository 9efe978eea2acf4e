import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Clock, Logger } from "@pilothouse/platform";
import { Recording } from "./recording.ts";
import { Segments } from "./segments.ts";
import { type TerminalFacts, writeFacts } from "./terminal-file.ts";
import { TimelineFile } from "./timeline-file.ts";

interface RecordingLimits {
  readonly hotRingBytes: number;
  readonly keptBytesPerTerminal: number;
}

interface OpenOptions {
  /** The terminal's own folder. */
  readonly folder: string;
  readonly id: string;
  /** What is to be known of the terminal, as of now. */
  readonly facts: () => TerminalFacts;
  readonly limits: RecordingLimits;
  readonly clock: Clock;
  readonly log: Logger;
}

const MAX_SEGMENT_BYTES = 4 * 1024 * 1024;
/** Dropping the oldest segment takes away no more than a sixteenth of what is kept. */
const SEGMENTS = 16;

/** Opens what the folder of a terminal holds; an empty or missing one is a new terminal's. */
export async function openRecording(options: OpenOptions): Promise<Recording> {
  const { folder, id, facts, limits, clock, log } = options;
  const keptBytes = limits.keptBytesPerTerminal;
  const segmentBytes = Math.min(MAX_SEGMENT_BYTES, Math.ceil(keptBytes / SEGMENTS));
  const segments = await Segments.load(join(folder, "bytes"), { segmentBytes, keptBytes });
  const { file: timelineFile, events } = await TimelineFile.load(join(folder, "timeline.jsonl"));
  const prepare = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFacts(folder, facts());
  };
  const { hotRingBytes } = limits;
  return new Recording({ segments, timelineFile, events, hotRingBytes, clock, log: log.child({ terminal: id }), prepare });
}
