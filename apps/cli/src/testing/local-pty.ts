import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type IPty, spawn } from "@lydell/node-pty";
import { commandEnvironment, MAIN } from "./command.ts";

const PATIENCE_MS = 60_000;

/** A shell around the command: it holds the terminal open behind it, so that its modes can be looked at. */
const AROUND = 'read -r go; "$@"; echo "code=$?;"; read -r end';

export interface LocalPtyOptions {
  readonly home: string;
  readonly args: readonly string[];
}

/** The real command in a real terminal of its own, as a person would run it. */
export class LocalPty implements Disposable {
  readonly #pty: IPty;
  readonly #initialModes: string;
  #output = "";
  #onOutput: (() => void) | null = null;

  constructor({ home, args }: LocalPtyOptions) {
    const argv = ["-c", AROUND, "sh", process.execPath, MAIN, ...args];
    this.#pty = spawn("/bin/sh", argv, { cols: 100, rows: 30, env: commandEnvironment(home, {}) });
    this.#initialModes = this.#modes();
    this.#pty.onData((data) => {
      this.#output += data;
      this.#onOutput?.();
    });
    this.#pty.write("\r");
  }

  /** The command's process. */
  get pid(): number {
    const { pid } = this.#pty;
    return Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"), 10);
  }

  /** Whether the terminal driver is set as it was before the command. */
  get modesRestored(): boolean {
    return this.#modes() === this.#initialModes;
  }

  /** Resolves once this text has come, with all that came since the last call. */
  async until(text: string): Promise<string> {
    const late = AbortSignal.timeout(PATIENCE_MS);
    while (true) {
      const at = this.#output.indexOf(text);
      if (at >= 0) return this.#take(at + text.length);
      if (late.aborted) throw new Error(`${JSON.stringify(text)} is not in ${JSON.stringify(this.#output)}`);
      await new Promise<void>((resolve) => {
        this.#onOutput = resolve;
        late.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  /** The exit code, once the command has ended. */
  async ended(): Promise<number> {
    await this.until("code=");
    return Number.parseInt(await this.until(";"), 10);
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  resize(cols: number, rows: number): void {
    this.#pty.resize(cols, rows);
  }

  [Symbol.dispose](): void {
    // The command gets the hang-up with its terminal.
    this.#pty.kill("SIGKILL");
  }

  #take(length: number): string {
    const taken = this.#output.slice(0, length);
    this.#output = this.#output.slice(length);
    return taken;
  }

  #modes(): string {
    return execFileSync("stty", ["-F", deviceOf(this.#pty), "-g"]).toString();
  }
}

/** node-pty knows the device's name but has no public way to ask for it. */
function deviceOf(pty: IPty): string {
  const name: unknown = Reflect.get(pty, "_pty");
  if (typeof name !== "string") throw new TypeError("node-pty does not name its device");
  return name;
}
