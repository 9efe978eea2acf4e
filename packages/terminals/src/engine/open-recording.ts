import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Clock, Logger } from "@pilothouse/platform";
import { isAlive } from "./process-identity.ts";
import { Recording } from "./recording.ts";
import { Segments } from "./segments.ts";
import { type TerminalFacts, writeFacts } from "./terminal-file.ts";
import { TimelineFile } from "./timeline-file.ts";

interface OpenOptions {
  /** The terminal's own folder. */
  readonly folder: string;
  /** What is to be known of the terminal, as of now. */
  readonly facts: () => TerminalFacts;
  readonly limits: { readonly hotRingBytes: number; readonly keptBytesPerTerminal: number };
  readonly clock: Clock;
  readonly log: Logger;
}

const MAX_SEGMENT_BYTES = 4 * 1024 * 1024;
/** Dropping the oldest segment takes away no more than a sixteenth of what is kept. */
const SEGMENTS = 16;

/** The recording of a new terminal. Whether there is a disk to put it on shows later. */
export function newRecording(options: OpenOptions): Recording {
  const { bytes, timeline } = paths(options);
  return recordingOf(options, { segments: new Segments(bytes, sizes(options)), timelineFile: TimelineFile.create(timeline) });
}

/** The recording that the folder of a terminal holds; `null` when another runner is at it, such as one that is replaced. */
export async function loadRecording(options: OpenOptions): Promise<Recording | null> {
  const { bytes, timeline } = paths(options);
  // Asked first: one that has gone by now has written all that it ever will.
  const isTaken = await isAlive(options.facts().owner);
  const { file: timelineFile, events } = await TimelineFile.load(timeline);
  const complete = events.at(-1)?.type === "exit";
  if (!complete && isTaken) return null;
  const segments = await Segments.load(bytes, sizes(options), { complete });
  return recordingOf(options, { segments, timelineFile, events });
}

type Parts = Pick<ConstructorParameters<typeof Recording>[0], "segments" | "timelineFile" | "events">;

function recordingOf({ folder, facts, limits, clock, log }: OpenOptions, parts: Parts): Recording {
  const prepare = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFacts(folder, facts());
  };
  const { hotRingBytes } = limits;
  return new Recording({
    ...parts,
    startedAt: facts().createdAt,
    hotRingBytes,
    clock,
    log: log.child({ terminal: facts().id }),
    prepare,
  });
}

function paths({ folder }: OpenOptions): { bytes: string; timeline: string } {
  return { bytes: join(folder, "bytes"), timeline: join(folder, "timeline.jsonl") };
}

function sizes({ limits }: OpenOptions): { segmentBytes: number; keptBytes: number } {
  const keptBytes = limits.keptBytesPerTerminal;
  return { segmentBytes: Math.min(MAX_SEGMENT_BYTES, Math.ceil(keptBytes / SEGMENTS)), keptBytes };
}
