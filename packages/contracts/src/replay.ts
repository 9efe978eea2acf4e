import { z } from "zod";
import { Bytes } from "./bytes.ts";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Epoch, Offset, TerminalExit } from "./terminals.ts";

const Count = z.number().int().nonnegative();

/** A place in a recording: so many bytes of output and so many events are behind it. */
export const RecordedPlace = z.object({ offset: Offset, events: Count });
export interface RecordedPlace extends z.infer<typeof RecordedPlace> {}

const eventShape = { number: Count, offset: Offset, at: Millis };

/** What happened between two bytes of output, other than output. */
export const RecordedEvent = z.discriminatedUnion("type", [
  z.object({ ...eventShape, type: z.literal("size"), cols: z.number().int(), rows: z.number().int() }),
  z.object({ ...eventShape, type: z.literal("mark"), kind: z.string(), label: z.string() }),
  z.object({ ...eventShape, type: z.literal("exit"), exit: TerminalExit, status: z.enum(["exited", "lost"]) }),
]);
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** Output that is no longer kept, or never was; `at`: when what follows it was written. */
export const RecordedGap = z.object({ from: Offset, to: Offset, at: Millis });
export interface RecordedGap extends z.infer<typeof RecordedGap> {}

export const TimelineQuery = z.object({
  id: Id,
  /** The `next` of the page before. */
  from: Count.optional(),
  limit: z.number().int().min(1).max(LIMITS.timelineEvents).default(LIMITS.timelineEvents),
});
export type TimelineQuery = z.input<typeof TimelineQuery>;

export const TimelinePage = z.object({
  epoch: Epoch,
  /** When the oldest output that is kept was written, and when the terminal ended, or now. */
  startsAt: Millis,
  endsAt: Millis,
  startOffset: Offset,
  endOffset: Offset,
  events: z.array(RecordedEvent),
  /** `from` of the next page; `null` when this is the last one. */
  next: Count.nullable(),
  /** All of them in each page, the newest when there are very many. */
  gaps: z.array(RecordedGap),
});
export interface TimelinePage extends z.infer<typeof TimelinePage> {}

export const ScreenAtQuery = z.object({
  id: Id,
  /** As of this byte of output, or of a time: one of them. */
  place: z.union([z.object({ offset: Offset }), z.object({ at: Millis })]),
});
export type ScreenAtQuery = z.input<typeof ScreenAtQuery>;

export const RecordedScreen = z.object({
  /** What is not in the screen comes from here on. */
  place: RecordedPlace,
  /** When the last of it was written. */
  at: Millis,
  cols: z.number().int(),
  rows: z.number().int(),
  /** Terminal output that draws scrollback, screen and modes into an empty terminal of this size. */
  screen: z.string(),
});
export interface RecordedScreen extends z.infer<typeof RecordedScreen> {}

export const ReplayQuery = z.object({
  id: Id,
  /** The `next` of the page before, or the place of a screen. */
  from: RecordedPlace,
  /** Most bytes of output in the answer. */
  limit: z
    .number()
    .int()
    .min(1)
    .max(LIMITS.replayBytes)
    .default(64 * 1024),
});
export type ReplayQuery = z.input<typeof ReplayQuery>;

const itemShape = { at: Millis, next: RecordedPlace };

/** A piece of a recording and when it came; `next` is the place behind it. */
export const ReplayItem = z.discriminatedUnion("type", [
  z.object({ ...itemShape, type: z.literal("output"), bytes: Bytes }),
  z.object({ ...itemShape, type: z.literal("size"), cols: z.number().int(), rows: z.number().int() }),
  z.object({ ...itemShape, type: z.literal("mark"), kind: z.string(), label: z.string() }),
  z.object({ ...itemShape, type: z.literal("gap"), from: Offset, to: Offset }),
  z.object({ ...itemShape, type: z.literal("exit") }),
]);
export type ReplayItem = z.infer<typeof ReplayItem>;

export const ReplayPage = z.object({
  items: z.array(ReplayItem),
  /** Nothing will ever come behind these. A page of a running terminal that is not over may be empty. */
  over: z.boolean(),
});
export interface ReplayPage extends z.infer<typeof ReplayPage> {}
