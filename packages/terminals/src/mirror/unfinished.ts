/** Longest unfinished sequence that is repeated as it is; a longer one, such as an image, only keeps its kind. */
const MAX_KEPT_BYTES = 64 * 1024;

/** States of xterm.js's parser (6.0.0, `common/parser/Constants.ts`, after https://vt100.net/emu/dec_ansi_parser). */
const GROUND = 0;
const CSI_IGNORE = 6;
const OSC_STRING = 8;
const SOS_PM_APC_STRING = 7;

const ESC = 0x1b;
/** Control characters take effect at once, even inside of a control sequence. */
function withoutExecuted(text: string): string {
  return Array.from(text)
    .filter((char) => char >= " " || char === "\x1b")
    .join("");
}

/** An introducer that leads to a string of the given state whose end does nothing. */
function longString(state: number): string {
  if (state === OSC_STRING) return "\x1b]99999;";
  return state === SOS_PM_APC_STRING ? "\x1b_" : "\x1bP99999z";
}

/** Where the last sequence in `bytes` begins; every ESC and every C1 introducer begins a new one. */
function lastIntroducer(bytes: Uint8Array): number {
  let found = bytes.lastIndexOf(ESC);
  for (let at = bytes.lastIndexOf(0xc2); at > found; at = bytes.lastIndexOf(0xc2, at - 1)) {
    const next = bytes[at + 1] ?? 0;
    if ([0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f].includes(next)) found = at;
    if (at === 0) break;
  }
  return found;
}

/** Remembers the control sequence that output broke off in, so that a snapshot can break off in the same place. */
export class UnfinishedSequence {
  #kept: Uint8Array = new Uint8Array();
  #tooLong = false;
  #state = GROUND;

  /** `state` is the parser's after `bytes`. */
  note(bytes: Uint8Array, state: number): void {
    this.#state = state;
    const from = state === GROUND ? -1 : lastIntroducer(bytes);
    if (state === GROUND || from >= 0) {
      this.#tooLong = false;
      this.#kept = new Uint8Array();
    }
    if (state === GROUND || this.#tooLong) return;
    const added = bytes.subarray(Math.max(from, 0));
    this.#tooLong = this.#kept.length + added.length > MAX_KEPT_BYTES;
    this.#kept = this.#tooLong ? new Uint8Array() : Buffer.concat([this.#kept, added]);
  }

  /** What brings a parser that is between sequences to the same state, without doing anything twice. */
  text(): string {
    if (this.#state === GROUND) return "";
    if (this.#tooLong) return longString(this.#state);
    const text = new TextDecoder().decode(this.#kept);
    return this.#state <= CSI_IGNORE ? withoutExecuted(text) : text;
  }
}
