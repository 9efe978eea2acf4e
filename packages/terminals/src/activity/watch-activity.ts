import type { AgentSession, TerminalActivity } from "@pilothouse/contracts";
import type { Clock } from "@pilothouse/platform";
import type { AgentHooks } from "./agent-hooks.ts";
import { ForegroundWatch } from "./foreground-watch.ts";
import { inputKind } from "./input-kind.ts";
import { parseSignal } from "./parse-signal.ts";
import { SignalScanner } from "./signal-scanner.ts";
import { type ActivityEvent, ActivityTracker } from "./tracker.ts";

interface ActivityWatchOptions {
  readonly clock: Clock;
  /** The program is a shell that asks for commands. */
  readonly isShell: boolean;
  readonly hooks: AgentHooks | null;
}

/** Follows what the program in one terminal does, from its first byte to its end. */
export class ActivityWatch {
  readonly #clock: Clock;
  readonly #isShell: boolean;
  readonly #hooks: AgentHooks | null;
  readonly #tracker: ActivityTracker;
  readonly #scanner: SignalScanner;
  #foreground: ForegroundWatch | null = null;
  #timer: NodeJS.Timeout | null = null;
  #timerDue: number | null = null;
  #session: AgentSession | null = null;
  #told: TerminalActivity;
  #over = false;
  /** Called when something that `current` or `session` says has changed. */
  onChange: () => void = () => undefined;
  /** Called with each conversation that the agent begins or goes on with. */
  onSession: (session: AgentSession) => void = () => undefined;

  constructor({ clock, isShell, hooks }: ActivityWatchOptions) {
    this.#clock = clock;
    this.#isShell = isShell;
    this.#hooks = hooks;
    this.#tracker = new ActivityTracker(clock.now());
    this.#told = this.#tracker.current;
    this.#scanner = new SignalScanner({
      onCommand: (text) => {
        const signal = parseSignal(text);
        if (signal) this.#take({ type: "signal", signal });
      },
    });
  }

  get current(): TerminalActivity {
    return this.#tracker.current;
  }

  /** The agent's conversation, once it has told of one. */
  get session(): AgentSession | null {
    return this.#session;
  }

  /** The program runs: from now on its processes are looked at and its reports heard. */
  start(pid: number): void {
    this.#foreground = new ForegroundWatch({
      pid,
      isShell: this.#isShell,
      onLook: (foreground) => this.#take({ type: "foreground", foreground }),
    });
    this.#hooks?.listen((report) => {
      const changed = report.subagent === null && report.session.sessionId !== this.#session?.sessionId;
      if (changed) this.onSession((this.#session = report.session));
      this.#take({ type: "report", report }, changed);
    });
    this.#arm();
  }

  output(chunk: Uint8Array): void {
    if (this.#over) return;
    this.#scanner.push(chunk);
    this.#take({ type: "output" });
    this.#foreground?.stir();
  }

  input(data: Uint8Array): void {
    this.#take({ type: "input", kind: inputKind(data) });
    this.#foreground?.stir();
  }

  /** The program has ended; what still arrives is not taken. */
  async end(): Promise<void> {
    this.#over = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#foreground?.stop();
    await this.#hooks?.close();
  }

  #take(event: ActivityEvent, changed = false): void {
    if (this.#over) return;
    this.#tracker.take(event, this.#clock.now());
    this.#tell(changed);
  }

  #tell(changed: boolean): void {
    this.#arm();
    if (!changed && this.#tracker.current === this.#told) return;
    this.#told = this.#tracker.current;
    this.onChange();
  }

  #arm(): void {
    const { due } = this.#tracker;
    if (due === this.#timerDue) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timerDue = due;
    if (due === null) return;
    this.#timer = setTimeout(
      () => {
        this.#timerDue = null;
        this.#tracker.advance(this.#clock.now());
        this.#tell(false);
      },
      Math.max(due - this.#clock.now(), 0),
    ).unref();
  }
}
