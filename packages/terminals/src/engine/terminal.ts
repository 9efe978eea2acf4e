import type { ActivityState, TerminalActivity, TerminalResume, TerminalSignal } from "@pilothouse/contracts";
import { type Clock, Fault } from "@pilothouse/platform";
import type { ActivityWatch } from "../activity/watch-activity.ts";
import type { InputBursts, InputLog } from "../audit/input-log.ts";
import type {
  InputChunk,
  NewMark,
  Question,
  ReadRequest,
  ReadResult,
  RunnerHistory,
  RunnerTerminal,
  ScreenAnswer,
} from "../port.ts";
import type { Care } from "./care.ts";
import { cleanMark } from "./clean-mark.ts";
import { findConversation } from "./conversation.ts";
import type { Eyes } from "./eyes.ts";
import type { Lifetime } from "./limits/lifetime.ts";
import { over, type Program } from "./program.ts";
import type { Recording } from "./recording.ts";
import { checkSize } from "./sizes.ts";
import type { TerminalFacts } from "./terminal-file.ts";

interface TerminalOptions {
  readonly facts: TerminalFacts;
  readonly recording: Recording;
  /** `null` for a terminal of an earlier process. */
  readonly program: Program | null;
  readonly care: Care;
  readonly inputs: InputLog;
  readonly lifetime?: Lifetime;
  /** What the program does; left out for a terminal of an earlier process. */
  readonly activity?: ActivityWatch;
  /** What can be resumed of a terminal of an earlier process. */
  readonly resume?: TerminalResume | null;
  readonly eyes: Eyes;
  readonly clock: Clock;
  readonly onChange: (terminal: RunnerTerminal) => void;
}

/** Time between the polite and the hard end. */
const GRACE_MS = 1_000;
/** A program that has not ended so long after SIGKILL hangs in the kernel. */
const KILLED_MS = 5_000;
/** What an idle terminal does not do. */
const WORK: ReadonlySet<ActivityState> = new Set(["starting", "working", "waiting"]);
/** Most output one answer holds, whatever was asked for. */
const READ_BYTES = 1024 * 1024;

/** One terminal, running or over. */
export class Terminal {
  readonly recording: Recording;
  readonly #facts: TerminalFacts;
  readonly #program: Program | null;
  readonly #care: Care;
  readonly #inputs: InputLog;
  readonly #activity: ActivityWatch | null;
  readonly #lifetime: Lifetime | null;
  readonly #eyes: Eyes;
  readonly #clock: Clock;
  readonly #onChange: (terminal: RunnerTerminal) => void;
  /** Settles when the exit has been recorded. */
  readonly #finished: Promise<void>;
  #resume: TerminalResume | null;
  #closing: Promise<void> | null = null;
  /** The state that the recording has last been marked with. */
  #marked: ActivityState | null = null;

  constructor(options: TerminalOptions) {
    const { facts, recording, program, clock } = options;
    this.recording = recording;
    this.#facts = facts;
    this.#program = program;
    this.#resume = options.resume ?? null;
    this.#eyes = options.eyes;
    this.#care = options.care;
    this.#inputs = options.inputs;
    this.#lifetime = options.lifetime ?? null;
    this.#clock = clock;
    this.#care.onChange = () => {
      this.recording.factsChanged();
      this.#onChange(this.describe());
    };
    this.#onChange = options.onChange;
    this.#activity = options.activity ?? null;
    if (this.#activity) this.#activity.onChange = () => this.#activityChanged();
    recording.onState = () => this.#onChange(this.describe());
    this.#finished = this.#finish();
  }

  describe(): RunnerTerminal {
    const { id, epoch, command, cwd, createdAt } = this.#facts;
    const { timeline, start, end } = this.recording;
    const { cols, rows } = timeline.size ?? { cols: 80, rows: 24 };
    const { exit, status } = timeline.end ?? { exit: null, status: "running" };
    const pid = exit ? null : (this.#program?.pid ?? null);
    const { facts: care } = this.#care;
    const activity: TerminalActivity = exit
      ? { state: "exited", since: exit.at, source: "process", message: null }
      : (this.#activity?.current ?? { state: "unknown", since: createdAt, source: "process", message: null });
    const life = {
      pid,
      status,
      exit,
      createdAt,
      care,
      activity,
      recording: this.recording.state,
      agentSession: this.#activity?.session ?? this.#facts.agentSession ?? null,
      resume: this.#resume,
    };
    return { id, epoch, command, cwd, cols, rows, startOffset: start, endOffset: end, ...life };
  }

  async write({ clientId, seq, data }: InputChunk): Promise<{ readonly appliedSeq: number }> {
    return this.#running().write(clientId, seq, data);
  }

  resize(size: { readonly cols: number; readonly rows: number }): void {
    const program = this.#running();
    checkSize(size);
    const now = this.recording.timeline.size;
    if (now?.cols === size.cols && now.rows === size.rows) return;
    program.handOn();
    this.recording.resize(size);
    program.resize(size.cols, size.rows);
    this.#onChange(this.describe());
  }

  mark(mark: NewMark): void {
    this.#running().handOn();
    this.recording.mark(cleanMark(mark));
  }

  /** What its program asked that only the screen knows. */
  get questions(): readonly Question[] {
    return this.#program?.responder.questions ?? [];
  }

  answer(answers: readonly ScreenAnswer[]): void {
    this.#program?.responder.answer(answers);
  }

  async signal(signal: TerminalSignal): Promise<void> {
    await this.#running().signal(signal);
  }

  /** Looks at its processes. */
  async look(): Promise<void> {
    if (!this.#program || this.#program.over) return this.#care.lookAgain();
    this.#judge();
    await this.#care.lookAt(this.#program.pid);
  }

  keep(): RunnerTerminal {
    this.#running();
    this.#lifetime?.keep(this.#clock.now());
    this.#care.warn(null);
    return this.describe();
  }

  async trim(bytes: number): Promise<RunnerTerminal> {
    if (!(bytes >= 0)) throw new Fault("invalid", "what is kept is a number of bytes", { bytes });
    await this.recording.trim(bytes);
    this.#onChange(this.describe());
    return this.describe();
  }

  async close(): Promise<RunnerTerminal> {
    if (!this.recording.timeline.end || this.#care.hasSurvivors)
      await (this.#closing ??= this.#close().finally(() => (this.#closing = null)));
    return this.describe();
  }

  read({ epoch, cursor, maxBytes }: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    if (epoch !== this.#facts.epoch) throw new Fault("conflict", "the terminal has another epoch", { epoch: this.#facts.epoch });
    return this.recording.read(cursor, Math.min(maxBytes, READ_BYTES), signal);
  }

  async history(before: number | undefined, limit: number): Promise<RunnerHistory> {
    const end = before ?? this.recording.end;
    if (!(end >= 0) || !(limit >= 1))
      throw new Fault("invalid", "history ends at an offset and takes at least one byte", { limit });
    const page = await this.recording.history(end, Math.min(limit, READ_BYTES));
    return { epoch: this.#facts.epoch, ...page, startOffset: this.recording.start };
  }

  inputs(before: number | undefined, limit: number): Promise<InputBursts> {
    return this.#inputs.page(before, limit);
  }

  /** Warns of its end by idle time or age, and closes it when that has come. */
  #judge(): void {
    if (!this.#lifetime || this.#closing) return;
    const works = WORK.has(this.#activity?.current.state ?? "unknown");
    const trace = `${this.recording.end} ${this.#inputs.taken}`;
    const { warning, end } = this.#lifetime.look(this.#clock.now(), { trace, works });
    if (!end) return this.#care.warn(warning);
    this.#care.closedFor(end);
    this.mark({ kind: "limit", label: end === "idle" ? "closed: idle for too long" : "closed: too old" });
    // One that does not end goes on without limits, as after a close by hand; its survivors say so.
    void this.close().catch(() => undefined);
  }

  #activityChanged(): void {
    const { state, source, message } = this.describe().activity;
    // What is concluded from processes comes and goes with every command of a shell, and nobody looks for it later.
    const said = source !== "process" && state !== this.#marked && this.#program && !this.#program.over;
    if (said) this.mark({ kind: state, label: message ?? "" });
    this.#marked = state;
    this.#onChange(this.describe());
  }

  #running(): Program {
    if (!this.#program || this.#program.over) throw over();
    return this.#program;
  }

  async #finish(): Promise<void> {
    if (!this.#program) return;
    const end = await this.#program.ended;
    const at = this.#clock.now();
    this.#resume = await findConversation({ facts: this.#facts, eyes: this.#eyes }, at, this.#activity?.session);
    // Once its end is on disk another runner may read what is there.
    await this.#inputs.flush();
    await this.recording.finish({ ...end, at }, "exited");
    this.#onChange(this.describe());
    if (!this.#closing) void this.#care.lookBehind();
  }

  async #close(): Promise<void> {
    await this.#care.end(GRACE_MS);
    const stays = this.#care.facts.survivors.some(({ pid }) => pid === this.#program?.pid);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(doesNotEnd()), stays ? 0 : KILLED_MS);
    await Promise.race([this.#finished, late.promise]).finally(() => clearTimeout(timer));
  }
}

function doesNotEnd(): Fault {
  return new Fault("unavailable", "the program does not end; it hangs in the system, or is another user's");
}
