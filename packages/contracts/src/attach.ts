import { z } from "zod";
import { Bytes } from "./bytes.ts";
import { Id, Millis } from "./ids.ts";
import { Epoch, Offset, TerminalExit } from "./terminals.ts";

/** `control` may write, and decide the size; `view` only looks. */
export const AttachMode = z.enum(["control", "view"]);
export type AttachMode = z.infer<typeof AttachMode>;

/**
 * What becomes of a viewer that cannot keep up: with `bytes` it waits, and misses nothing; with `screen` what it lags
 * behind is left out, and it gets `snapshot` events until it keeps up.
 */
export const LagMode = z.enum(["bytes", "screen"]);
export type LagMode = z.infer<typeof LagMode>;

export const AttachInput = z.object({
  id: Id,
  mode: AttachMode.default("view"),
  /** Continue here. Without an epoch the current one is meant. Left out: a snapshot first. */
  from: z.object({ epoch: Epoch.optional(), offset: Offset }).optional(),
  /** Names this viewer for `terminals.ack`; must be new for each viewer, and stays over reconnects. */
  viewerId: Id,
  lag: LagMode.default("bytes"),
  /** What the viewer looks with, such as `Firefox on Linux`, for whoever else looks. */
  device: z.string().trim().max(80).default(""),
  /** Set by the client library on a reconnect. Wins over `from`. */
  lastEventId: z.string().max(100).nullish(),
});
export type AttachInput = z.input<typeof AttachInput>;

const at = { epoch: Epoch, offset: Offset };

/** The screen as of `offset`, first or in place of output: write `screen` into an empty terminal of this size, then the bytes from `offset`. */
export const SnapshotEvent = z.object({
  type: z.literal("snapshot"),
  ...at,
  cols: z.number().int(),
  rows: z.number().int(),
  /** Terminal output that draws the screen, its scrollback and its modes. */
  screen: z.string(),
});
/** Output; `offset` is that of the first byte. */
export const DataEvent = z.object({ type: z.literal("data"), ...at, bytes: Bytes });
/** From `offset` on the program sees this size. */
export const ResizeEvent = z.object({ type: z.literal("resize"), ...at, cols: z.number().int(), rows: z.number().int() });
export const TerminalViewer = z.object({
  viewerId: Id,
  userId: Id,
  name: z.string(),
  mode: AttachMode,
  device: z.string(),
  since: Millis,
});
export interface TerminalViewer extends z.infer<typeof TerminalViewer> {}

/** What is to be known beside the output: comes at the beginning and after each change. */
export const StateEvent = z.object({
  type: z.literal("state"),
  ...at,
  title: z.string(),
  /** Who looks, at most `LIMITS.viewersNamed` of them; the controller is the first. */
  viewers: z.array(TerminalViewer),
  viewerCount: z.number().int(),
  /** The viewer that decides the size. */
  controller: Id.nullable(),
});
/** A program died and left modes switched, such as the mouse: print `output`, which is not part of the terminal's bytes, to switch them back. */
export const ResetEvent = z.object({ type: z.literal("reset"), ...at, output: z.string() });
/** The bytes from `from` up to `to` are gone for good; output goes on at `to`, which is also `offset`. */
export const GapEvent = z.object({ type: z.literal("gap"), ...at, from: Offset, to: Offset });
/** Comes once, after the last byte. `lost`: nobody saw it end, because its runner died. */
export const ExitEvent = z.object({ type: z.literal("exit"), ...at, exit: TerminalExit, status: z.enum(["exited", "lost"]) });

export const AttachEvent = z.discriminatedUnion("type", [
  SnapshotEvent,
  DataEvent,
  ResizeEvent,
  ResetEvent,
  StateEvent,
  GapEvent,
  ExitEvent,
]);
export type AttachEvent = z.infer<typeof AttachEvent>;
export type SnapshotEvent = z.infer<typeof SnapshotEvent>;
export type StateEvent = z.infer<typeof StateEvent>;
export type DataEvent = z.infer<typeof DataEvent>;
export type ExitEvent = z.infer<typeof ExitEvent>;
