/** Who switched a mode: the process group that had the terminal, and whether a shell had told that a command runs. */
export interface Switcher {
  /** 0 where the system does not tell. */
  readonly group: number;
  readonly inCommand: boolean;
}

type Screen = "normal" | "alternate";

/** Modes that a program is to switch off again, and the state they are in without it. */
const SWITCHED_ON = new Set([
  "1",
  "9",
  "66",
  "1000",
  "1001",
  "1002",
  "1003",
  "1004",
  "1005",
  "1006",
  "1015",
  "1016",
  "2004",
  "2026",
]);
const SWITCHED_OFF = new Set(["7", "25"]);
const ALTERNATE = new Set(["47", "1047", "1049"]);
const KITTY = /^\[([<>])(\d*)u$/;
const MODES = /^\[\?([\d;]+)([hl])$/;
/** xterm's modifyOtherKeys, which vim uses. */
const OTHER_KEYS = /^\[>4(?:;(\d*))?m$/;
/** Pushed keyboard flags kept of each screen, as the mirror does. */
const KEPT_FLAGS = 16;

/** What programs have switched in a terminal and not switched back, and who it was. */
export class SwitchedModes {
  readonly #switched = new Map<string, Switcher>();
  #alternate: { readonly mode: string; readonly by: Switcher } | null = null;
  #keyboard: Record<Screen, Switcher[]> = { normal: [], alternate: [] };

  get areAny(): boolean {
    return this.#switched.size > 0 || this.#alternate !== null || this.#flags().length > 0;
  }

  get isAlternate(): boolean {
    return this.#alternate !== null;
  }

  /** Follows one control sequence, given without its ESC. */
  note(control: string, by: Switcher): void {
    if (control === "c") this.#reset();
    else if (control === "=") this.#switch("66", true, by);
    else if (control === ">") this.#switch("66", false, by);
    else if (control === "[!p") for (const mode of ["1", "66", "7", "25"]) this.#switch(mode, false, by);
    else if (control.endsWith("h") || control.endsWith("l")) this.#noteModes(control, by);
    else if (control.endsWith("u")) this.#noteKeyboard(control, by);
    else if (control.endsWith("m")) {
      const keys = OTHER_KEYS.exec(control);
      if (keys) this.#switch(">4", Number(keys[1] ?? 0) > 0, by);
    }
  }

  /** Forgets what was switched by those who `left`; returns the output that switches it back. */
  takeBack(left: (by: Switcher) => boolean): string {
    let output = "";
    if (this.#alternate && left(this.#alternate.by)) {
      output += this.#popFlags("alternate", left) + `\x1b[?${this.#alternate.mode}l`;
      this.#keyboard.alternate = [];
      this.#alternate = null;
    }
    output += this.#popFlags(this.#alternate ? "alternate" : "normal", left);
    for (const [mode, by] of this.#switched) {
      if (!left(by)) continue;
      this.#switched.delete(mode);
      if (mode === ">4") output += "\x1b[>4m";
      else output += `\x1b[?${mode}${SWITCHED_OFF.has(mode) ? "h" : "l"}`;
    }
    return output;
  }

  #noteModes(control: string, by: Switcher): void {
    const [, modes = "", how] = MODES.exec(control) ?? [];
    for (const mode of modes.split(";")) {
      if (SWITCHED_ON.has(mode)) this.#switch(mode, how === "h", by);
      else if (SWITCHED_OFF.has(mode)) this.#switch(mode, how === "l", by);
      else if (ALTERNATE.has(mode)) this.#alternate = how === "h" ? { mode, by } : null;
    }
  }

  #switch(mode: string, isSwitched: boolean, by: Switcher): void {
    if (isSwitched) this.#switched.set(mode, by);
    else this.#switched.delete(mode);
  }

  #flags(): Switcher[] {
    return this.#alternate ? this.#keyboard.alternate : this.#keyboard.normal;
  }

  #noteKeyboard(control: string, by: Switcher): void {
    const [, how, first = ""] = KITTY.exec(control) ?? [];
    const flags = this.#flags();
    if (how === ">") {
      flags.push(by);
      if (flags.length > KEPT_FLAGS) flags.shift();
    } else if (how === "<") flags.length = Math.max(0, flags.length - Math.max(1, Number(first)));
  }

  #popFlags(screen: Screen, left: (by: Switcher) => boolean): string {
    const flags = this.#keyboard[screen];
    const kept = flags.findLastIndex((by) => !left(by)) + 1;
    const popped = flags.splice(kept).length;
    return popped > 0 ? `\x1b[<${popped}u` : "";
  }

  #reset(): void {
    this.#switched.clear();
    this.#alternate = null;
    this.#keyboard = { normal: [], alternate: [] };
  }
}
