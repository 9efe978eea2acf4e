import type { Terminal } from "@xterm/headless";
import { type Internals, internalsOf } from "./internals.ts";
import { openTerminal } from "./open-terminal.ts";
import { textOf } from "./scrolled-lines.ts";

const ROWS = 2;
const CLEAR = Buffer.from("\x1b[m\x1b[2J\x1b[3J\x1b[H");

/** A small terminal on which lines are drawn one by one, to read what they look like. */
export class ScratchLine {
  readonly #terminal: Terminal;
  readonly #internals: Internals;

  constructor(cols: number) {
    this.#terminal = openTerminal({ cols, rows: ROWS });
    this.#internals = internalsOf(this.#terminal);
  }

  read(line: Uint8Array): string {
    const { _inputHandler: input, buffers } = this.#internals;
    input.parse(CLEAR);
    input.parse(line);
    const { normal } = buffers;
    let text = "";
    for (let row = 0; row < normal.lines.length; row += 1) {
      const found = normal.lines.get(row);
      if (found) text += textOf(found, normal, normal.lines.get(row + 1)?.isWrapped ?? false);
    }
    return text;
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
