/** Longest sequence that may be cut in two between chunks. */
const CARRY = 32;

/** Cursor keys, cursor, mouse, focus, pastes, alternate screen: modes that would stay on in the local terminal. */
const UNDONE_MODES = [1, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2031, 1049];
/** Three ways to the same alternate screen; leaving by the last one also puts the cursor back. */
const SCREENS = new Set([47, 1047, 1049]);
const SCREEN = 1049;
const CURSOR = 25;

const ESC = "\x1b";
const SEQUENCE = new RegExp(String.raw`${ESC}(?:\[\?([\d;]+)([hl])|\[([<>=])([\d;]*)([um])|\[(\d*;?\d*)r|([=>])|c)`, "g");

/**
 * Remembers how a program's output changed the terminal it is shown on, to be able to undo just that: resetting
 * everything would move the cursor of a terminal that was never touched.
 */
export class LocalModes {
  #carry = "";
  readonly #on = new Set<number>();
  #cursorHidden = false;
  #keyboards = 0;
  #otherKeys = false;
  #region = false;
  #keypad = false;

  see(output: Uint8Array | string): void {
    const text = this.#carry + (typeof output === "string" ? output : Buffer.from(output).toString("latin1"));
    let end = 0;
    for (const match of text.matchAll(SEQUENCE)) {
      this.#apply(match);
      end = match.index + match[0].length;
    }
    this.#carry = text.slice(Math.max(end, text.length - CARRY));
  }

  /** What to write to the local terminal to have it as before. */
  undo(): string {
    const modes = UNDONE_MODES.filter((mode) => this.#on.has(mode));
    return [
      this.#region ? "\x1b7\x1b[r\x1b8" : "",
      ...modes.map((mode) => `\x1b[?${mode}l`),
      this.#keyboards > 0 ? `\x1b[<${this.#keyboards}u` : "",
      this.#otherKeys ? "\x1b[>4m" : "",
      this.#keypad ? "\x1b>" : "",
      this.#cursorHidden ? "\x1b[?25h" : "",
      "\x1b[0m",
    ].join("");
  }

  #apply([all, modes, set, mark, values = "", final, region, keypad]: RegExpExecArray): void {
    if (modes !== undefined) for (const mode of modes.split(";")) this.#setMode(Number(mode), set === "h");
    else if (mark !== undefined) this.#setKeyboard(`${mark}${final}`, values);
    else if (region !== undefined) this.#region = region !== "";
    else if (keypad !== undefined) this.#keypad = keypad === "=";
    else if (all === "\x1bc") this.#on.clear();
  }

  #setMode(given: number, on: boolean): void {
    const mode = SCREENS.has(given) ? SCREEN : given;
    if (mode === CURSOR) this.#cursorHidden = !on;
    else if (on) this.#on.add(mode);
    else this.#on.delete(mode);
  }

  #setKeyboard(kind: string, values: string): void {
    if (kind === ">u") this.#keyboards += 1;
    if (kind === "<u") this.#keyboards = Math.max(0, this.#keyboards - Math.max(1, Number(values)));
    if (kind === ">m" && values.startsWith("4")) this.#otherKeys = values.startsWith("4;");
  }
}
