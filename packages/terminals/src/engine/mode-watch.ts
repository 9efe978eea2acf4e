import { readFileSync } from "node:fs";
import { errnoOf } from "@pilothouse/platform";
import { ControlScanner } from "./control-scanner.ts";
import { type Switcher, SwitchedModes } from "./switched-modes.ts";

/** The terminal is looked at when its output has paused for so long; a prompt is output. */
const QUIET_MS = 100;
/** Shortest time between two resets, so that no output can fill a timeline with them. */
const PAUSE_MS = 50;
/** Longest part of a line that is printed again on the screen a dead program had covered. */
const LINE_BYTES = 4_096;
const LINE_FEED = 0x0a;
/** What shells tell (FinalTerm's 133, Visual Studio Code's 633): a prompt begins, a command runs, a command has ended. */
const SHELL_MARK = /^\](?:133|633);([ACD])(?![A-Za-z])/;

interface ModeWatchOptions {
  /** The first process. */
  readonly pid: number;
  /** It is a shell that asks for commands. */
  readonly isShell: boolean;
  /** Told of each control sequence, without its ESC, before the chunk it ends in is recorded, and where in that it ends. */
  readonly onControl: (control: string, end: number) => void;
  readonly append: (output: Uint8Array) => void;
  /** Switches back, between two bytes of the output. */
  readonly reset: (output: string) => void;
}

/** The group that has the terminal; 0 where the system does not tell at once. */
export function foregroundOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Math.max(0, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[5]));
  } catch {
    return 0;
  }
}

function isGone(group: number): boolean {
  if (group <= 1) return false;
  try {
    process.kill(-group, 0);
    return false;
  } catch (error) {
    return errnoOf(error) === "ESRCH";
  }
}

/**
 * Takes the output of a program on its way into the recording, and switches back what a program has left switched that
 * died: the mouse, the keyboard, the alternate screen. That is done at the next prompt of the shell it was started
 * from, which is known by the shell's own marks in the output, or by who has the terminal. What the shell itself
 * switches while it asks, such as bracketed paste, stays.
 */
export class ModeWatch {
  readonly #options: ModeWatchOptions;
  readonly #scanner = new ControlScanner();
  readonly #modes = new SwitchedModes();
  /** Who has the terminal, as of the chunk at hand. */
  #group: number | null = null;
  #inCommand = false;
  /** The shell tells both when a command begins and when it has ended. */
  #toldCommand = false;
  #toldEnd = false;
  #line: Uint8Array = new Uint8Array();
  #timer: NodeJS.Timeout | null = null;
  #lastReset = -PAUSE_MS;
  #stopped = false;

  constructor(options: ModeWatchOptions) {
    this.#options = options;
  }

  take(chunk: Uint8Array): void {
    const { append, onControl } = this.#options;
    let appended = 0;
    this.#group = null;
    const appendTo = (end: number): void => {
      if (end > appended) append(chunk.subarray(appended, end));
      appended = Math.max(appended, end);
    };
    this.#scanner.push(chunk, (control, end) => {
      onControl(control, end);
      const mark = control.startsWith("]") ? SHELL_MARK.exec(control)?.[1] : undefined;
      if (mark) this.#shellSaid(mark, () => appendTo(end));
      else if (!control.startsWith("]")) this.#note(control);
    });
    appendTo(chunk.length);
    this.#keepLine(chunk);
    if (this.#modes.areAny) this.#lookLater();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #note(control: string): void {
    this.#modes.note(control, { group: this.#foreground(), inCommand: this.#inCommand });
  }

  #foreground(): number {
    return (this.#group ??= foregroundOf(this.#options.pid));
  }

  #shellSaid(mark: string, upToHere: () => void): void {
    this.#inCommand = mark === "C";
    this.#toldCommand ||= mark === "C";
    this.#toldEnd ||= mark === "D";
    if (mark !== "A" || !this.#modes.areAny) return;
    const front = this.#foreground();
    // What runs on another machine is of the same group as the shell there; only its marks tell one from the other.
    const isRemote = this.#toldCommand && this.#toldEnd && !(this.#options.isShell && front === this.#options.pid);
    const output = this.#takeBack((by) => isGone(by.group) || (isRemote && by.inCommand && by.group === front));
    if (output === "") return;
    upToHere();
    this.#options.reset(output);
  }

  #takeBack(left: (by: Switcher) => boolean): string {
    const now = performance.now();
    if (now - this.#lastReset < PAUSE_MS) return "";
    const output = this.#modes.takeBack(left);
    if (output !== "") this.#lastReset = now;
    return output;
  }

  #lookLater(): void {
    if (!this.#options.isShell || this.#stopped) return;
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#look(), QUIET_MS).unref();
  }

  /** The prompt is there already: it is printed again if it was on the screen that goes away. */
  #look(): void {
    this.#timer = null;
    const { pid, reset } = this.#options;
    // In the middle of a sequence nothing can be put.
    if (this.#stopped || !this.#scanner.isBetween || foregroundOf(pid) !== pid) return;
    const wasAlternate = this.#modes.isAlternate;
    const output = this.#takeBack((by) => isGone(by.group));
    const isUncovered = wasAlternate && !this.#modes.isAlternate;
    if (output !== "") reset(output + (isUncovered ? Buffer.from(this.#line).toString("utf8") : ""));
  }

  /** Remembers the line that a shell prints on the screen of a program that is gone. */
  #keepLine(chunk: Uint8Array): void {
    if (!this.#modes.isAlternate || this.#foreground() !== this.#options.pid) {
      if (this.#line.length > 0) this.#line = new Uint8Array();
      return;
    }
    const feed = chunk.lastIndexOf(LINE_FEED);
    const line = feed < 0 ? Buffer.concat([this.#line, chunk]) : new Uint8Array(chunk.subarray(feed + 1));
    this.#line = line.length > LINE_BYTES ? new Uint8Array() : line;
  }
}
