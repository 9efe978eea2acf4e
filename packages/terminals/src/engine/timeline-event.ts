import { TerminalExit } from "@pilothouse/contracts";
import { z } from "zod";

const numbered = { number: z.number().int().nonnegative(), offset: z.number().int().nonnegative() };

/** What happened between two bytes of output. `number` counts the events of a terminal from 0; a lost end skips some. */
export const TimelineEvent = z.discriminatedUnion("type", [
  z.object({ ...numbered, type: z.literal("size"), cols: z.number().int(), rows: z.number().int(), at: z.number() }),
  z.object({ ...numbered, type: z.literal("exit"), exit: TerminalExit, status: z.enum(["exited", "lost"]) }),
]);
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export function encodeEvents(events: readonly TimelineEvent[]): Uint8Array {
  return Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
}

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

function follows(event: TimelineEvent, previous: TimelineEvent): boolean {
  const isNext = event.type === "exit" ? event.number > previous.number : event.number === previous.number + 1;
  return isNext && event.offset >= previous.offset;
}

function parse(line: string): TimelineEvent | undefined {
  try {
    return TimelineEvent.parse(JSON.parse(line));
  } catch {
    // A torn or foreign line ends what can be trusted.
    return undefined;
  }
}
