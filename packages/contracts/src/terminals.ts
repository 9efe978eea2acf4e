import { z } from "zod";
import { Bytes } from "./bytes.ts";
import { ApiKeyGrants, EnvName } from "./api-keys.ts";
import { TerminalActivity } from "./activity.ts";
import { TerminalAttention } from "./attention.ts";
import { ProcessLimits, TerminalCare, TerminalLifetime } from "./care.ts";
import { TranscriptAgent } from "./conversations.ts";
import { Id, Millis } from "./ids.ts";
import { LIMITS, TERMINAL_SIZE } from "./limits.ts";

/** Absolute position of a byte in a terminal's output; the first is 0. */
export const Offset = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

export const Cols = z.number().int().min(TERMINAL_SIZE.minCols).max(TERMINAL_SIZE.maxCols);
export const Rows = z.number().int().min(TERMINAL_SIZE.minRows).max(TERMINAL_SIZE.maxRows);

/** Names one run of one program: offsets of different epochs do not compare. */
export const Epoch = z.string().regex(/^[0-9a-z]{1,32}$/);

/** `lost`: its runner died with it. Its output is still there. */
export const TerminalStatus = z.enum(["running", "exited", "lost"]);
export type TerminalStatus = z.infer<typeof TerminalStatus>;

export const TerminalExit = z.object({
  /** `null` when a signal ended it or nobody saw it end. */
  code: z.number().int().nullable(),
  /** Such as `SIGKILL`. */
  signal: z.string().nullable(),
  at: Millis,
});
export interface TerminalExit extends z.infer<typeof TerminalExit> {}

/** `failing`: the disk refuses output, so what is not in memory any more will be a gap. It is tried again by itself. */
export const RecordingState = z.object({ state: z.enum(["on", "failing"]), since: Millis });
export interface RecordingState extends z.infer<typeof RecordingState> {}

/** An agent's conversation that can go on after its terminal's end. */
export const TerminalResume = z.object({ agent: z.literal("claude"), sessionId: z.string().regex(/^\w[\w-]{0,99}$/) });
export interface TerminalResume extends z.infer<typeof TerminalResume> {}

/** Which conversation an agent has; `conversations.list` finds it by the same words. */
export const TerminalConversation = z.object({ agent: TranscriptAgent, sessionId: z.string() });
export interface TerminalConversation extends z.infer<typeof TerminalConversation> {}

export const Terminal = z.object({
  id: Id,
  /** Who made it. */
  ownerId: Id,
  /** The team that it belongs to; `null`: to whoever made it. */
  teamId: Id.nullable(),
  runnerId: z.string(),
  title: z.string(),
  command: z.array(z.string()),
  cwd: z.string(),
  status: TerminalStatus,
  cols: z.number().int(),
  rows: z.number().int(),
  pid: z.number().int().nullable(),
  epoch: z.string(),
  /** The oldest byte still kept. */
  startOffset: Offset,
  /** One past the newest byte, as of this answer. */
  endOffset: Offset,
  exit: TerminalExit.nullable(),
  createdAt: Millis,
  care: TerminalCare,
  recording: RecordingState,
  activity: TerminalActivity,
  /** Why it needs its owner; `null` when it does not, or when that was seen or put aside. */
  attention: TerminalAttention.nullable(),
  /** Keys of its owner's that its program was given, by name. */
  apiKeys: ApiKeyGrants,
  /** The conversation to go on with, once the terminal is over. */
  resume: TerminalResume.nullable(),
  /** The conversation of the agent in it, once that has told of one. */
  conversation: TerminalConversation.nullable(),
});
export interface Terminal extends z.infer<typeof Terminal> {}

const noNul = (value: string) => !value.includes("\0");
const Argument = z.string().max(32_768).refine(noNul, "must not contain a NUL character");

export const TerminalTitle = z.string().trim().min(1, "enter a title").max(200);

export const CreateTerminal = z.object({
  /** Program and arguments; no shell looks at them. Left out: the runner's shell. */
  command: z
    .array(Argument)
    .min(1)
    .max(256)
    .refine((argv) => argv[0] !== "", "name a program")
    .refine(
      (argv) => argv.reduce((sum, argument) => sum + argument.length, 0) <= LIMITS.commandCharacters,
      `at most ${LIMITS.commandCharacters} characters together`,
    )
    .optional(),
  /** Absolute folder, or `~/...`; left out: the home folder. */
  cwd: Argument.optional(),
  /** Added to the runner's own small environment. */
  env: z.record(EnvName, Argument).optional(),
  /** Keys of one's own from the vault, each for one variable of the environment of this terminal alone. */
  apiKeys: ApiKeyGrants.optional(),
  cols: Cols.default(80),
  rows: Rows.default(24),
  title: TerminalTitle.optional(),
  /** A team that one is in: whoever is in it has the terminal like their own. */
  teamId: Id.nullish(),
  /** What it may use at most; the server's own limits hold, too. */
  limits: ProcessLimits.optional(),
  /** When it is closed by itself; the server's own limits hold, too. */
  lifetime: TerminalLifetime.optional(),
});
export type CreateTerminal = z.input<typeof CreateTerminal>;

export const TerminalRef = z.object({ id: Id });

export const ResumeTerminal = z.object({
  id: Id,
  /** Added to the environment again, as the terminal that is over did not keep its own; keys from the vault are granted again to whoever made it. */
  env: z.record(EnvName, Argument).optional(),
});
export type ResumeTerminal = z.input<typeof ResumeTerminal>;

export const ListTerminals = z
  .object({
    status: TerminalStatus.optional(),
    /** Another user's, for operators and administrators: which there are, without anything that was printed or named in them. */
    ownerId: Id.optional(),
    /** Only what this team has. */
    teamId: Id.optional(),
  })
  .default({});
export type ListTerminals = z.input<typeof ListTerminals>;

export const WriteTerminal = z.object({
  id: Id,
  /** One writer, such as one tab. */
  clientId: Id,
  /** 1, 2, 3 ... for each writer; a number seen before is acknowledged and not applied again. */
  seq: z.number().int().positive(),
  /** Through which view it was typed, if through one. */
  viewerId: Id.optional(),
  data: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.length <= LIMITS.writeBytes, `at most ${LIMITS.writeBytes} bytes a call`),
});
export type WriteTerminal = z.input<typeof WriteTerminal>;

export const AckTerminal = z.object({ id: Id, viewerId: Id, offset: Offset });
export type AckTerminal = z.input<typeof AckTerminal>;

/** From a view, the size counts only while that view controls the terminal. */
export const ResizeTerminal = z.object({ id: Id, cols: Cols, rows: Rows, viewerId: Id.optional() });
export type ResizeTerminal = z.input<typeof ResizeTerminal>;

export const TerminalSignal = z.enum([
  "SIGINT",
  "SIGTERM",
  "SIGHUP",
  "SIGQUIT",
  "SIGKILL",
  "SIGTSTP",
  "SIGCONT",
  "SIGUSR1",
  "SIGUSR2",
]);
export type TerminalSignal = z.infer<typeof TerminalSignal>;
export const SignalTerminal = z.object({ id: Id, signal: TerminalSignal, viewerId: Id.optional() });
export type SignalTerminal = z.input<typeof SignalTerminal>;

/** Makes an attached view the one that decides the size. */
export const TakeControl = z.object({ id: Id, viewerId: Id });
export type TakeControl = z.input<typeof TakeControl>;

export const RenameTerminal = z.object({ id: Id, title: TerminalTitle });
export type RenameTerminal = z.input<typeof RenameTerminal>;

export const MoveTerminal = z.object({
  id: Id,
  /** `null`: to whoever made it. */
  teamId: Id.nullable(),
});
export type MoveTerminal = z.input<typeof MoveTerminal>;

export const HistoryQuery = z.object({
  id: Id,
  /** Read what ends here; left out: at the newest byte. */
  before: Offset.optional(),
  limit: z
    .number()
    .int()
    .min(1)
    .max(LIMITS.historyBytes)
    .default(64 * 1024),
});
export type HistoryQuery = z.input<typeof HistoryQuery>;

export const HistoryPage = z.object({
  epoch: Epoch,
  /** Offset of the first byte of `bytes`. */
  offset: Offset,
  bytes: Bytes,
  /** The oldest byte still kept: `offset > startOffset` means there is more. */
  startOffset: Offset,
});
export interface HistoryPage extends z.infer<typeof HistoryPage> {}

export const ScrollbackQuery = z.object({
  id: Id,
  /** Lines above the screen. */
  lines: z.number().int().min(1).max(LIMITS.scrollbackLines).default(LIMITS.scrollbackLines),
});
export type ScrollbackQuery = z.input<typeof ScrollbackQuery>;

/** What a `snapshot` has, with more lines above the screen. */
export const Scrollback = z.object({
  epoch: Epoch,
  /** What is not in `screen` comes from here on. */
  offset: Offset,
  cols: z.number().int(),
  rows: z.number().int(),
  screen: z.string(),
});
export interface Scrollback extends z.infer<typeof Scrollback> {}

/** `terminals.watch`: everything first, then each change. */
export const TerminalsEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("all"), terminals: z.array(Terminal) }),
  z.object({ type: z.literal("changed"), terminal: Terminal }),
  z.object({ type: z.literal("removed"), id: Id }),
]);
export type TerminalsEvent = z.infer<typeof TerminalsEvent>;
