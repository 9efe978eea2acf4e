import type {
  AgentProgram,
  AgentSession,
  InputAudit,
  ProcessLimits,
  RecordedEvent,
  RecordedGap,
  TerminalActivity,
  RecordingState,
  TerminalCare,
  TerminalExit,
  TerminalResume,
  TerminalLifetime,
  TerminalSignal,
  TerminalStatus,
} from "@pilothouse/contracts";
import type { InputBursts } from "./audit/input-log.ts";

/** Everything a runner needs to start a program. Ownership is not its business. */
export interface SpawnSpec {
  readonly id: string;
  readonly command?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cols: number;
  readonly rows: number;
  readonly limits?: ProcessLimits;
  readonly lifetime?: TerminalLifetime;
  readonly inputAudit?: InputAudit;
}

/** What the runner knows of one terminal, alive or over. */
export interface RunnerTerminal {
  readonly id: string;
  readonly epoch: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly pid: number | null;
  readonly status: TerminalStatus;
  readonly cols: number;
  readonly rows: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly exit: TerminalExit | null;
  readonly createdAt: number;
  readonly care: TerminalCare;
  readonly activity: TerminalActivity;
  /** The conversation of the agent in it; `null` until one has told of it. */
  readonly agentSession: AgentSession | null;
  readonly recording: RecordingState;
  readonly resume: TerminalResume | null;
}

/**
 * A place in a terminal's life: `offset` bytes and `events` timeline events (sizes, marks, resets, the exit) are behind it. Bytes and
 * events have one order, so a cursor names exactly what comes next.
 */
export interface Cursor {
  readonly offset: number;
  readonly events: number;
}

/** Something worth finding again in a recording, such as a question that an agent asked. */
export interface NewMark {
  /** What sort of thing, in a word; at most 32 characters. */
  readonly kind: string;
  /** At most 200 characters. */
  readonly label: string;
}

/** All output before `end`, behind what was written earlier, was written at this time. */
export interface WrittenAt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly end: number;
}

export type StreamItem =
  | { readonly type: "data"; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly type: "resize"; readonly offset: number; readonly cols: number; readonly rows: number }
  | ({ readonly type: "mark"; readonly offset: number; readonly at: number } & NewMark)
  /** A program died and left modes switched: printing this, which is no output of its, switches them back. */
  | { readonly type: "reset"; readonly offset: number; readonly output: string }
  | { readonly type: "gap"; readonly offset: number; readonly from: number; readonly to: number }
  | { readonly type: "exit"; readonly offset: number; readonly exit: TerminalExit; readonly status: "exited" | "lost" };

export interface ReadRequest {
  readonly id: string;
  readonly epoch: string;
  readonly cursor: Cursor;
  /** Most bytes of output in the answer; at least 1. */
  readonly maxBytes: number;
  /** Whoever reads shows the screen in place of output that comes too fast: it should not trail far. */
  readonly mayWantScreen?: boolean;
}

/** The next items in order and the cursor behind each; `items` is empty only when the terminal is over and all was read. */
export interface ReadResult {
  /** One past the newest byte there was. */
  readonly endOffset: number;
  readonly items: readonly { readonly item: StreamItem; readonly next: Cursor }[];
}

export interface RunnerSnapshot {
  readonly epoch: string;
  /** What is not in the screen comes from here on. */
  readonly cursor: Cursor;
  readonly cols: number;
  readonly rows: number;
  /** Terminal output that draws scrollback, screen and modes into an empty terminal of this size. */
  readonly screen: string;
}

/** Some of the events of a terminal, and all gaps in its output. */
export interface RunnerTimeline {
  readonly events: readonly RecordedEvent[];
  /** Where the next events begin; `null` when these are the last. */
  readonly next: number | null;
  readonly gaps: readonly RecordedGap[];
}

export interface RunnerHistory {
  readonly epoch: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly startOffset: number;
}

/** A line of text that left the screen. Offsets grow from line to line: a consumer drops what it has seen by them. */
export interface ScrolledLine {
  /** The output that moved it off the screen; of lines that are on it at the end, the terminal's end and more. */
  readonly offset: number;
  readonly text: string;
}

export interface RunnerSearch {
  /** What was typed; see `parseQuery`. */
  readonly query: string;
  /** Only in these. */
  readonly ids: readonly string[];
  readonly limit: number;
  /** The `next` of the page before; `null` for the first. */
  readonly cursor: string | null;
  /** Printed at or after, and at or before; `null`: whenever. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface RunnerHit {
  readonly id: string;
  readonly epoch: string;
  readonly offset: number;
  readonly at: number;
  readonly line: string;
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface RunnerSearchPage {
  readonly hits: readonly RunnerHit[];
  /** `null` when all was looked through. */
  readonly next: string | null;
  /** Lines that were printed and cannot be found yet. */
  readonly behind: number;
}

/** What a program asked of its terminal that only the screen as of this place knows, such as where the cursor is. */
export interface Question {
  /** Behind the query. */
  readonly offset: number;
  /** The query, to be asked of an emulator. */
  readonly query: string;
}

export interface ScreenAnswer {
  readonly offset: number;
  /** Empty when there is none. */
  readonly text: string;
}

/** The engine asks and the mirror answers, both in the runner's process. */
export interface Questioner {
  /** What is to be answered, in the order of the output. Known before the output itself can be read. */
  questions(id: string): readonly Question[];
  answer(id: string, answers: readonly ScreenAnswer[]): void;
  /** Called when there is a question. Returns the way to stop. */
  onQuestion(listener: (id: string) => void): () => void;
}

export interface RunnerInfo {
  readonly name: string;
  readonly version: string;
  readonly pid: number;
  readonly home: string;
  readonly shell: string;
  readonly agents: readonly AgentProgram[];
}

export interface InputChunk {
  readonly id: string;
  readonly clientId: string;
  readonly seq: number;
  readonly data: Uint8Array;
}

/**
 * Terminals on one machine. The engine implements it in the runner's process, the runner client in the server's, and
 * both pass the same contract tests. Every failure a caller can act on is a `Fault`: `not_found`, `invalid`, `quota`,
 * `conflict`, `unavailable`.
 */
export interface TerminalHost {
  info(): Promise<RunnerInfo>;
  spawn(spec: SpawnSpec): Promise<RunnerTerminal>;
  list(): Promise<readonly RunnerTerminal[]>;
  get(id: string): Promise<RunnerTerminal>;
  /** Applied once for each (clientId, seq), in order of seq. `quota` when the input queue is full: that chunk is dropped whole. */
  write(chunk: InputChunk): Promise<{ readonly appliedSeq: number }>;
  resize(id: string, size: { readonly cols: number; readonly rows: number }): Promise<void>;
  /** To the foreground process group, as a key press would; to the program's own group when there is none. */
  signal(id: string, signal: TerminalSignal): Promise<void>;
  /** Ends the whole process tree; resolves when it is over. Its output stays. Does nothing to one that is over. */
  close(id: string): Promise<RunnerTerminal>;
  /** Closes it if need be and forgets its output. */
  remove(id: string): Promise<void>;
  /** Up to `limit` bytes of output that end at `before` (default: the newest byte). */
  history(query: { readonly id: string; readonly before?: number | undefined; readonly limit: number }): Promise<RunnerHistory>;
  /** Waits until there is something behind the cursor. A cursor older than what is kept is answered with a `gap` first. */
  read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult>;
  snapshot(id: string): Promise<RunnerSnapshot>;
  /** Marks the place that the output has reached. What is too long is cut, and control characters are spelled out. */
  mark(id: string, mark: NewMark): Promise<void>;
  /** Lines of text that left the screens of these terminals, or are on them. */
  search(query: RunnerSearch): Promise<RunnerSearchPage>;
  /** When kept output behind an offset was written: the next records in order, none when nothing more is on disk. */
  times(id: string, from: number): Promise<readonly WrittenAt[]>;
  /** Who wrote to it: up to `limit` bursts before the number `before`, or the newest. */
  inputs(query: { readonly id: string; readonly before?: number | undefined; readonly limit: number }): Promise<InputBursts>;
  /** Its idle time and its age count from now on. */
  keep(id: string): Promise<RunnerTerminal>;
  /** Up to `limit` events from the number `from` on. */
  timeline(query: { readonly id: string; readonly from: number; readonly limit: number }): Promise<RunnerTimeline>;
  /** How far the output had got at a time, in milliseconds since 1970. */
  offsetAt(id: string, at: number): Promise<number>;
  /**
   * The screen as of an offset. When the output that led there is no longer kept, the screen of the first later place
   * that can be drawn exactly.
   */
  screenAt(id: string, offset: number): Promise<RunnerSnapshot>;
  /**
   * Forgets the oldest output until about `bytes` of it are kept: whole segments, and never the newest of what runs. Of
   * what is over and has nothing left, the screen is forgotten too.
   */
  trim(id: string, bytes: number): Promise<RunnerTerminal>;
  /** Called after a terminal was made, resized or ended, and when it does something else. Returns the way to stop. */
  onChange(listener: (terminal: RunnerTerminal) => void): () => void;
}

/** A terminal host without screens and what is read off them. */
export type ScreenlessHost = Omit<TerminalHost, "snapshot" | "search" | "screenAt">;

/** The facts of the Fault `unavailable` by which a runner that is being replaced refuses a spawn: nothing was started. */
export const DRAINING = { draining: 1 } as const;

/** The terminals of one runner, and its place in the succession of runners. */
export interface RunnerHost extends TerminalHost {
  /**
   * Takes no new terminals from now on and leaves when the last one has ended. The next runner may take over when this
   * resolves. Doing it again changes nothing.
   */
  drain(): Promise<void>;
  /** Takes over the terminals of runners that are gone: they are over, and what still ran is `lost`. */
  adopt(): Promise<void>;
}
