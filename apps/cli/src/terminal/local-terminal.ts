import { writeSync } from "node:fs";
import { LocalModes } from "./local-modes.ts";

const PUSH_TITLE = "\x1b[22;2t";
const POP_TITLE = "\x1b[23;2t";

/**
 * The terminal this command runs in, lent to another one: keys come unprocessed, and `restore` gives it back as it was.
 * It is restored too when the process ends by an error.
 */
export class LocalTerminal {
  readonly #modes = new LocalModes();
  #restored = false;
  readonly #restoreAtExit = () => this.restore();

  constructor() {
    process.on("exit", this.#restoreAtExit);
    process.stdin.setRawMode(true);
    writeNow(PUSH_TITLE);
  }

  /** Shows output; resolves when it was taken. */
  show(output: Uint8Array | string): Promise<void> {
    this.#modes.see(output);
    return new Promise((resolve, reject) => {
      process.stdout.write(output, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Puts the terminal's own modes back, then shows a whole screen in place of what is there. */
  async showScreen(screen: string): Promise<void> {
    await this.show(`${this.#modes.undo()}\x1b[H\x1b[2J${screen}`);
  }

  setTitle(title: string | null): void {
    writeNow(title === null ? `${POP_TITLE}${PUSH_TITLE}` : `\x1b]2;${title}\x07`);
  }

  restore(): void {
    if (this.#restored) return;
    this.#restored = true;
    process.off("exit", this.#restoreAtExit);
    writeNow(`${this.#modes.undo()}${POP_TITLE}`);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }
}

/** Also works while the process exits. */
function writeNow(text: string): void {
  try {
    writeSync(process.stdout.fd, text);
  } catch {
    // The terminal is gone, and nothing is left to restore.
  }
}
