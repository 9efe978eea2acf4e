const ESC = 0x1b;
const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const BACKSLASH = 0x5c;
const CSI = 0x5b;
const OSC = 0x5d;
const DCS = 0x50;
/** `ESC c`, `ESC =` and `ESC >`: full reset, and the two modes of the keypad. */
const SHORT = new Set([0x63, 0x3d, 0x3e]);

/** Longest sequence of interest; what is longer is passed over. */
const KEPT_BYTES = 256;
const UNFINISHED = -1;
/** A native search costs more than to look at so few bytes. */
const NEAR_BYTES = 64;

function nextEscape(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + NEAR_BYTES);
  for (let at = from; at < near; at += 1) if (bytes[at] === ESC) return at;
  return bytes.indexOf(ESC, near);
}

function endOfCsi(bytes: Uint8Array, start: number): number {
  for (let at = start + 2; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x40 && byte !== 0x7f) return at + 1;
    if (byte === ESC || byte === CAN || byte === SUB) return start + 1;
  }
  return UNFINISHED;
}

/** Any ESC ends a string; `ESC \` belongs to it. */
function endOfString(bytes: Uint8Array, start: number): number {
  const isOsc = bytes[start + 1] === OSC;
  for (let at = start + 2; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === CAN || byte === SUB) return start + 1;
    if (byte === BEL && isOsc) return at + 1;
    if (byte === ESC) {
      if (at + 1 === bytes.length) return UNFINISHED;
      return bytes[at + 1] === BACKSLASH ? at + 2 : at;
    }
  }
  return UNFINISHED;
}

/** Where the sequence that begins at `start` ends; `start + 1` for one that is of no interest or broken off. */
function endOf(bytes: Uint8Array, start: number): number {
  const kind = bytes[start + 1];
  if (kind === undefined) return UNFINISHED;
  if (kind === CSI) return endOfCsi(bytes, start);
  if (kind === OSC || kind === DCS) return endOfString(bytes, start);
  return SHORT.has(kind) ? start + 2 : start + 1;
}

/** `CSI ... m` without a prefix and the movements of the cursor, which are most of all sequences, are nobody's interest. */
function isOfInterest(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start + 1] !== CSI) return true;
  const [first = 0, last = 0] = [bytes[start + 2], bytes[end - 1]];
  const isPrivate = first >= 0x3c && first <= 0x3f;
  return isPrivate || last === 0x63 || last === 0x6e || last === 0x70 || last === 0x74;
}

/** The chunk's memory is used again. Of a Buffer, which it may be, `slice` would be no copy. */
const copyFrom = (bytes: Uint8Array, from: number) => new Uint8Array(bytes.subarray(from));

/**
 * Picks the control sequences out of output, however it is cut, that switch something or ask something: those with a
 * private prefix or one of the finals `c`, `n`, `p` and `t`, commands (OSC, DCS) that are short, and full resets.
 */
export class ControlScanner {
  /** The beginning of a sequence whose end is still to come. */
  #held: Uint8Array = new Uint8Array();

  /** No sequence has been begun. */
  get isBetween(): boolean {
    return this.#held.length === 0;
  }

  /** Calls `onControl` with each sequence but its ESC, and where in `chunk` it ends. */
  push(chunk: Uint8Array, onControl: (control: string, end: number) => void): void {
    const before = this.#held.length;
    const bytes = before === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = new Uint8Array();
    for (let start = nextEscape(bytes, 0); start >= 0;) {
      const end = endOf(bytes, start);
      if (end === UNFINISHED) {
        // Of a string that is too long nothing is kept but an ESC, which may begin something else.
        const isShort = bytes.length - start <= KEPT_BYTES;
        if (isShort || bytes.at(-1) === ESC) this.#held = copyFrom(bytes, isShort ? start : -1);
        return;
      }
      if (end > start + 1 && end - start <= KEPT_BYTES && isOfInterest(bytes, start, end)) {
        onControl(Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 1).toString("latin1"), end - before);
      }
      start = nextEscape(bytes, Math.max(end, start + 1));
    }
  }
}
