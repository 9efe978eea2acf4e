import type { Terminal } from "@xterm/headless";

/** Pushed flags kept of each screen; of more the oldest are forgotten, as the protocol has it. */
const KEPT_FLAGS = 16;
const SET = 1;
const ADD = 2;

interface Parameters {
  readonly length: number;
  readonly [at: number]: number | number[] | undefined;
}

const numberAt = (params: Parameters, at: number, otherwise: number): number => {
  const value = params[at];
  return typeof value === "number" && value > 0 ? value : otherwise;
};

/**
 * What programs asked of the keyboard by https://sw.kovidgoyal.net/kitty/keyboard-protocol/, of which xterm.js 6.0.0
 * knows nothing: a viewer that does must get it with the screen. Each of the two screens has flags of its own.
 */
export class KeyboardFlags {
  /** The first entry is what is set without a push. */
  #normal: number[] = [0];
  #alternate: number[] = [0];

  constructor(terminal: Terminal) {
    const { parser } = terminal;
    const current = () => (terminal.buffer.active.type === "alternate" ? this.#alternate : this.#normal);
    const onKeyboard = (prefix: string, act: (stack: number[], params: Parameters) => void): void => {
      parser.registerCsiHandler({ prefix, final: "u" }, (params) => {
        act(current(), params);
        return true;
      });
    };
    onKeyboard(">", (stack, params) => {
      stack.push(numberAt(params, 0, 0));
      if (stack.length > KEPT_FLAGS) stack.splice(1, 1);
    });
    onKeyboard("<", (stack, params) => {
      stack.length = Math.max(1, stack.length - numberAt(params, 0, 1));
    });
    onKeyboard("=", (stack, params) => {
      const [flags, how] = [numberAt(params, 0, 0), numberAt(params, 1, SET)];
      const before = stack.pop() ?? 0;
      if (how === SET) stack.push(flags);
      else stack.push(how === ADD ? before | flags : before & ~flags);
    });
    parser.registerEscHandler({ final: "c" }, () => {
      this.#normal = [0];
      this.#alternate = [0];
      return false;
    });
  }

  /** The sequences that give a new terminal the flags of its normal screen, or of the alternate one once it is shown. */
  draw(screen: "normal" | "alternate"): string {
    const [base, ...pushed] = screen === "normal" ? this.#normal : this.#alternate;
    return `${base ? `\x1b[=${base}u` : ""}${pushed.map((flags) => `\x1b[>${flags}u`).join("")}`;
  }
}
