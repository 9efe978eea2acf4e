import { NO_CARE, type TerminalCare, type TerminalSignal } from "@pilothouse/contracts";
import { Fault, type Logger } from "@pilothouse/platform";
import type { InputLog } from "../audit/input-log.ts";
import { Care } from "./care.ts";
import { actOnKeys } from "./control-keys.ts";
import { signalForeground } from "./foreground.ts";
import { InputOrder } from "./input-order.ts";
import { InputQueue } from "./input-queue.ts";
import type { TerminalCgroup } from "./limits/terminal-cgroup.ts";
import { LineCut } from "./line-cut.ts";
import { foregroundOf, ModeWatch } from "./mode-watch.ts";
import { identify } from "./process-identity.ts";
import { ProcessTree } from "./process-tree.ts";
import { Pty, type PtyEnd, type PtySpec } from "./pty.ts";
import type { ActivityWatch } from "../activity/watch-activity.ts";
import type { Recording } from "./recording.ts";
import { Responder } from "./responder.ts";
import { type LineMode, lineModeOf } from "./termios.ts";

export interface ProgramOptions {
  readonly id: string;
  readonly spec: PtySpec;
  readonly recording: Recording;
  readonly activity: ActivityWatch;
  /** The program is a shell that asks for commands. */
  readonly isShell: boolean;
  readonly inputs: InputLog;
  readonly queuedInputBytes: number;
  /** It asks what only the screen knows. */
  readonly onQuestion: () => void;
  readonly log: Logger;
  /** What is known of its processes already; left out, nothing. */
  readonly care?: TerminalCare;
  readonly cgroup?: TerminalCgroup | null;
}

export const over = () => new Fault("conflict", "the terminal is over");

/** A running program: its output goes into the recording, its input comes in order and is bounded. */
export class Program {
  readonly #pty: Pty;
  readonly #queue: InputQueue;
  readonly #order: InputOrder;
  /** Answers what it asks of its terminal. */
  readonly responder: Responder;
  /** Of its processes. */
  readonly care: Care;
  /** Settles when the program has ended and its last byte is in the recording. */
  readonly ended: Promise<PtyEnd>;

  constructor(options: ProgramOptions) {
    const { id, spec, recording, activity, isShell, inputs, queuedInputBytes, log, care = NO_CARE, cgroup = null } = options;
    const { promise, resolve } = Promise.withResolvers<PtyEnd>();
    let modes: ModeWatch | null = null;
    let taken = 0;
    const take = (chunk: Uint8Array): void => {
      taken = recording.end;
      if (modes) modes.take(chunk);
      else recording.append(chunk);
      activity.output(chunk);
    };
    const pty = Pty.start(spec, take, resolve);
    modes = new ModeWatch({
      onControl: (control, end) => this.responder.note(control, taken + end),
      pid: pty.pid,
      isShell,
      append: (output) => recording.append(output),
      reset: (output) => recording.reset(output),
    });
    this.#pty = pty;
    const tree = identify(pty.pid).then((root) => new ProcessTree({ id, root, cgroup, log }));
    this.care = new Care({ tree: () => tree, device: pty.device, cgroup, facts: care });
    const lineCut = new LineCut(() => this.#lineMode());
    this.#queue = new InputQueue({
      write: (bytes) => {
        const count = pty.write(bytes);
        const cut = lineCut.take(bytes.subarray(0, count));
        if (cut > 0) this.care.inputCut(cut);
        return count;
      },
      limitBytes: queuedInputBytes,
      interrupt: (keys) => actOnKeys({ descriptor: pty.slave, leader: pty.pid }, keys),
    });
    this.#order = new InputOrder({
      apply: (data, clientId) => {
        const shown = this.#lineMode()?.echo === true;
        this.#queue.push(data);
        // Nobody can tell how the terminal will treat what its program is not yet ready for.
        inputs.take({ clientId, data, offset: recording.end, masked: !shown || this.#queue.waits });
        activity.input(data);
      },
    });
    this.responder = new Responder({
      group: () => foregroundOf(pty.pid),
      write: (answer) => this.#queue.answer(Buffer.from(answer, "latin1")),
      onQuestion: options.onQuestion,
    });
    activity.start(pty.pid);
    recording.onBacklog = (behind) => pty.hold(behind);
    this.ended = promise.finally(() => {
      this.#queue.stop();
      modes.stop();
      this.responder.stop();
      this.#order.stop(over());
      void activity.end();
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** The program has ended, though its last output may still be on its way into the recording. */
  get over(): boolean {
    return this.#pty.ended;
  }

  write(clientId: string, seq: number, data: Uint8Array): Promise<{ readonly appliedSeq: number }> {
    return this.#order.write(clientId, seq, data);
  }

  /** Brings into the recording what has been read so far, before something that comes behind it. */
  handOn(): void {
    this.#pty.handOn();
  }

  resize(cols: number, rows: number): void {
    this.#pty.resize(cols, rows);
  }

  async signal(signal: TerminalSignal): Promise<void> {
    if (!(await signalForeground(this.pid, signal))) throw over();
  }

  #lineMode(): LineMode | null {
    return this.over ? null : lineModeOf(this.#pty.slave);
  }
}
