import { crc32 } from "node:zlib";
import { TerminalExit } from "@pilothouse/contracts";
import { z } from "zod";

const numbered = { number: z.number().int().nonnegative(), offset: z.number().int().nonnegative() };

/**
 * What happened between two bytes of output. `number` counts the events of a terminal from 0; a lost end skips some, and
 * so do events that are no longer kept.
 */
export const TimelineEvent = z.discriminatedUnion("type", [
  z.object({ ...numbered, type: z.literal("size"), cols: z.number().int(), rows: z.number().int(), at: z.number() }),
  z.object({ ...numbered, type: z.literal("mark"), at: z.number(), kind: z.string(), label: z.string() }),
  z.object({ ...numbered, type: z.literal("reset"), at: z.number(), output: z.string() }),
  z.object({ ...numbered, type: z.literal("exit"), exit: TerminalExit, status: z.enum(["exited", "lost"]) }),
]);
export type TimelineEvent = z.infer<typeof TimelineEvent>;

const CHECKSUM_CHARS = 8;

/** One line an event: the checksum of its JSON, so that what a power cut left is not taken for something else. */
export function encodeEvents(events: readonly TimelineEvent[]): Uint8Array {
  return Buffer.from(events.map((event) => lineOf(JSON.stringify(event))).join(""));
}

const lineOf = (json: string) => `${checksum(json)} ${json}\n`;
const checksum = (json: string) => crc32(json).toString(16).padStart(CHECKSUM_CHARS, "0");

/** Reads records up to the first that is torn or foreign; `length` is where that one begins. */
export function decodeEvents(file: Uint8Array): { events: TimelineEvent[]; length: number } {
  const events: TimelineEvent[] = [];
  let length = 0;
  for (;;) {
    const end = file.indexOf(0x0a, length);
    const event = end === -1 ? undefined : parse(Buffer.from(file.subarray(length, end)).toString("utf8"));
    const previous = events.at(-1);
    if (!event || (previous && !follows(event, previous))) return { events, length };
    events.push(event);
    length = end + 1;
  }
}

const follows = (event: TimelineEvent, previous: TimelineEvent) =>
  event.number > previous.number && event.offset >= previous.offset;

function parse(line: string): TimelineEvent | undefined {
  const json = line.slice(CHECKSUM_CHARS + 1);
  try {
    return lineOf(json) === `${line}\n` ? TimelineEvent.parse(JSON.parse(json)) : undefined;
  } catch {
    // A foreign line ends what can be trusted.
    return undefined;
  }
}
