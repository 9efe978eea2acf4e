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
  #noticed = false;
  #screens = 0;
  readonly #restoreAtExit = () => this.restore();

  constructor(title: string) {
    process.on("exit", this.#restoreAtExit);
    process.stdin.setRawMode(true);
    writeNow(PUSH_TITLE + titled(title));
  }

  /** Shows output; resolves when it was taken. */
  show(output: Uint8Array | string): Promise<void> {
    this.#modes.see(output);
    return new Promise((resolve, reject) => {
      process.stdout.write(output, (error) => (error ? reject(error) : resolve()));
    });
  }

  /**
   * Puts the terminal's own modes back, then shows a whole screen in place of what is there. The first one scrolls what
   * was there before out of sight instead of erasing it.
   */
  async showScreen(screen: string): Promise<void> {
    // What came before may have been cut in the middle of a sequence (ECMA-48: ST ends it).
    const scroll = this.#screens === 0 ? `\x1b[${process.stdout.rows};1H${"\n".repeat(process.stdout.rows)}` : "";
    this.#screens += 1;
    await this.show(`\x1b\\${this.#modes.undo()}${scroll}\x1b[H\x1b[2J${screen}`);
  }

  /** Shows a notice as the window's title, where it disturbs nothing; `null` puts the title back. */
  notice(text: string | null): void {
    if (this.#noticed) writeNow(POP_TITLE);
    this.#noticed = text !== null;
    if (text !== null) writeNow(PUSH_TITLE + titled(text));
  }

  restore(): void {
    if (this.#restored) return;
    this.#restored = true;
    process.off("exit", this.#restoreAtExit);
    this.notice(null);
    writeNow(`${this.#modes.undo()}${POP_TITLE}`);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }
}

const titled = (title: string) => `\x1b]2;${title}\x07`;

/** Also works while the process exits. */
function writeNow(text: string): void {
  try {
    writeSync(process.stdout.fd, text);
  } catch {
    // The terminal is gone, and nothing is left to restore.
  }
}
