import type { ActivityState, TerminalActivity } from "@pilothouse/contracts";
import { noticeState, titleState } from "./agent-words.ts";
import type { HookReport } from "./hook-report.ts";
import { ACTIVITY_LIMITS } from "./limits.ts";
import type { Signal } from "./parse-signal.ts";

const { answerMs, echoMs, idleStableMs, outputMs, startingMs } = ACTIVITY_LIMITS;

/** Who has the terminal, and whether they use the processor. */
export interface Foreground {
  /** The shell that the terminal started asks for a command. */
  readonly shellInFront: boolean;
  readonly busy: boolean;
}

/** `answer`: a key that ends a question, such as Enter or Escape. */
export type InputKind = "answer" | "other";

export type ActivityEvent =
  | { readonly type: "report"; readonly report: HookReport }
  | { readonly type: "signal"; readonly signal: Signal }
  | { readonly type: "output" }
  | { readonly type: "input"; readonly kind: InputKind }
  | { readonly type: "foreground"; readonly foreground: Foreground };

/** What one source says, and since when. */
interface Claim {
  readonly state: Exclude<ActivityState, "exited">;
  readonly at: number;
  readonly message: string | null;
  /** Which kind of mark said so. */
  readonly by: "report" | "title" | "prompt" | "progress" | "notice" | "process";
  readonly subagent?: string | null;
}

/**
 * Weighs what the sources say of one terminal. An agent's own reports come before the marks in its output, and those
 * before what its processes show. A later mark corrects a report only where agents are known to keep silent: they do not
 * tell that a person interrupted them or answered a question. It has no timers: `due` says when `advance` is to be called.
 */
export class ActivityTracker {
  #reports: Claim | null = null;
  #signals: Claim | null = null;
  #process: Claim;
  #shown: TerminalActivity;
  /** What the title last said, also when another mark has come since. */
  #title: "working" | "idle" | null = null;
  /** When somebody answered the question that is open. */
  #answeredAt: number | null = null;
  #inputAt = Number.NEGATIVE_INFINITY;
  #outputAt = Number.NEGATIVE_INFINITY;
  /** Until when it may be `starting`. */
  #startedBy: number | null;
  #due: number | null = null;

  constructor(at: number) {
    this.#process = { state: "starting", at, message: null, by: "process" };
    this.#shown = { state: "starting", since: at, source: "process", message: null };
    this.#startedBy = at + startingMs;
    this.advance(at);
  }

  get current(): TerminalActivity {
    return this.#shown;
  }

  /** When something changes by itself; `null`: only when something happens. */
  get due(): number | null {
    return this.#due;
  }

  take(event: ActivityEvent, at: number): void {
    if (event.type === "report") this.#report(event.report, at);
    else if (event.type === "signal") this.#signal(event.signal, at);
    else if (event.type === "output") this.#output(at);
    else if (event.type === "input") this.#input(event.kind, at);
    else this.#foreground(event.foreground, at);
    this.advance(at);
  }

  /** Draws the conclusions of the time that has passed. */
  advance(at: number): void {
    this.#expire(at);
    const { claim, source } = this.#best();
    const { state, message } = claim;
    const unstable = state === "idle" && this.#shown.state !== "idle" && at < claim.at + idleStableMs;
    if (!unstable && (state !== this.#shown.state || message !== this.#shown.message || source !== this.#shown.source)) {
      const since = state === this.#shown.state ? this.#shown.since : claim.at;
      this.#shown = { state, since, source, message };
    }
    this.#due = this.#next(unstable ? claim.at + idleStableMs : null);
  }

  #best(): { readonly claim: Claim; readonly source: TerminalActivity["source"] } {
    if (this.#reports) return { claim: this.#reports, source: "hooks" };
    if (this.#signals) return { claim: this.#signals, source: "signals" };
    return { claim: this.#process, source: "process" };
  }

  #report({ state, message, subagent }: HookReport, at: number): void {
    if (state === null) return;
    const open = this.#reports;
    if (subagent !== null) {
      // What a helper does says nothing about its agent, but that it asks, and that its question was answered.
      const asked = state === "waiting";
      const answered = state === "working" && open?.state === "waiting" && open.subagent === subagent;
      if (!asked && !answered) return;
    }
    if (state === "over") {
      this.#reports = null;
      this.#signals = null;
      this.#process = { state: "unknown", at, message: null, by: "process" };
      return;
    }
    this.#answeredAt = null;
    const asksStill = state === "waiting" && open?.state === "waiting";
    // A question is told twice, and the first time names the tool.
    this.#reports = asksStill ? { ...open, subagent } : { state, at, message, by: "report", subagent };
  }

  #signal(signal: Signal, at: number): void {
    if (signal.type === "command") {
      this.#signals = null;
      this.#says("working", at);
      return;
    }
    if (signal.type === "prompt") return this.#mark({ state: "idle", at, message: null, by: "prompt" });
    if (signal.type === "progress") {
      if (signal.shown) this.#mark({ state: "working", at, message: null, by: "progress" });
      else if (this.#signals?.by === "progress") this.#signals = null;
      return;
    }
    if (signal.type === "notice") {
      const state = noticeState(signal.text);
      if (state) this.#mark({ state, at, message: signal.text, by: "notice" });
      return;
    }
    const state = titleState(signal.title);
    // A spinner that turns on while a question is open has not begun to work because of it.
    const turnsOn = state === "working" && this.#title === "working" && this.#answeredAt === null;
    this.#title = state;
    if (turnsOn && this.#signals?.state === "waiting") return;
    if (state) this.#mark({ state, at, message: null, by: "title" });
    else if (this.#signals?.by === "title") this.#signals = null;
  }

  /** A new mark; one that only repeats the last one says nothing new. */
  #mark(claim: Claim): void {
    const last = this.#signals;
    // A title at rest goes with an open question, too.
    const sameQuestion = last?.state === "waiting" && last.by === "notice" && claim.by === "title" && claim.state === "idle";
    if (last?.state === claim.state || sameQuestion) return;
    this.#answeredAt = claim.state === "waiting" ? null : this.#answeredAt;
    this.#signals = claim;
    const { state, at } = claim;
    if (this.#reports && state === "working" && this.#reports.state !== "working") {
      this.#reports = { state, at, message: null, by: "report" };
    }
  }

  #output(at: number): void {
    if (at - this.#inputAt < echoMs) return;
    this.#outputAt = at;
  }

  #input(kind: InputKind, at: number): void {
    this.#inputAt = at;
    if (kind === "answer" && this.#best().claim.state === "waiting") this.#answeredAt = at;
  }

  #foreground({ shellInFront, busy }: Foreground, at: number): void {
    // Whoever drew the title is gone.
    if (shellInFront && this.#signals && this.#signals.by !== "prompt") this.#signals = null;
    if (shellInFront) this.#says(busy ? "working" : "idle", at);
    else if (busy || at - this.#outputAt < outputMs) this.#says("working", at);
    else if (this.#process.state !== "starting") this.#says("unknown", at);
  }

  #says(state: Claim["state"], at: number): void {
    if (this.#process.state !== state) this.#process = { state, at, message: null, by: "process" };
    if (state !== "starting") this.#startedBy = null;
  }

  #expire(at: number): void {
    if (this.#startedBy !== null && at >= this.#startedBy) this.#says("unknown", at);
    const rested = this.#restedSince();
    if (rested !== null && at >= rested + idleStableMs) {
      this.#reports = { state: "idle", at: rested, message: null, by: "report" };
    }
    const answered = this.#answeredAt;
    if (answered === null || at < answered + answerMs) return;
    this.#answeredAt = null;
    if (this.#best().claim.state !== "waiting") return;
    // The question was answered, and the agent has not gone on: it was a no.
    if (this.#reports) this.#reports = { state: "idle", at: answered, message: null, by: "report" };
    else this.#signals = null;
  }

  /** Since when an agent that reported work shows itself at rest; `null` while it does not. */
  #restedSince(): number | null {
    const [reports, signals] = [this.#reports, this.#signals];
    return reports?.state === "working" && signals?.state === "idle" && signals.at > reports.at ? signals.at : null;
  }

  #next(stableAt: number | null): number | null {
    const answered = this.#answeredAt === null ? null : this.#answeredAt + answerMs;
    const rested = this.#restedSince();
    const times = [stableAt, answered, rested === null ? null : rested + idleStableMs, this.#startedBy];
    const due = Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
    return Number.isFinite(due) ? due : null;
  }
}
