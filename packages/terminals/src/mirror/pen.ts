import type { Attributes, Internals } from "./internals.ts";

/** Bits of the two words of an attribute (xterm.js 6.0.0, `common/buffer/Constants.ts`). */
const COLOUR_MODE = 0x300_0000;
const PALETTE_16 = 0x100_0000;
const PALETTE_256 = 0x200_0000;
const COLOUR = 0x3ff_ffff;
const HAS_EXTENDED = 0x1000_0000;
const PROTECTED = 0x2000_0000;
const UNDERLINE = 0x1000_0000;

/** Flag to the parameter of SGR that sets it (ECMA-48 section 8.3.117). */
const FOREGROUND_FLAGS: readonly (readonly [number, number])[] = [
  [0x800_0000, 1],
  [0x2000_0000, 5],
  [0x400_0000, 7],
  [0x4000_0000, 8],
  [0x8000_0000, 9],
];
const BACKGROUND_FLAGS: readonly (readonly [number, number])[] = [
  [0x800_0000, 2],
  [0x400_0000, 3],
  [0x4000_0000, 53],
];

const isSet = (word: number, flag: number) => (word & flag) !== 0;
const rgb = (colour: number) => [(colour >>> 16) & 255, (colour >>> 8) & 255, colour & 255];

/** `base` is 30 for the foreground and 40 for the background. */
function colour(word: number, base: 30 | 40): number[] {
  switch (word & COLOUR_MODE) {
    case 0:
      return [];
    case PALETTE_16:
      return [(isSet(word, 8) ? base + 60 : base) + (word & 7)];
    case PALETTE_256:
      return [base + 8, 5, word & 255];
    default:
      return [base + 8, 2, ...rgb(word)];
  }
}

function underlineColour(word: number): string[] {
  switch (word & COLOUR_MODE) {
    case 0:
      return [];
    case PALETTE_16:
    case PALETTE_256:
      return [`58:5:${word & 255}`];
    default:
      return [`58:2::${rgb(word).join(":")}`];
  }
}

function underline(fg: number, ext: number): string[] {
  return isSet(fg, UNDERLINE) ? [`4:${(ext >>> 26) & 7 || 1}`] : [];
}

/** An erased cell has a background colour and nothing else. */
export function isErased({ fg, bg }: Attributes): boolean {
  return fg === 0 && (bg & ~COLOUR) === 0;
}

interface Style {
  readonly fg: number;
  readonly bg: number;
  readonly ext: number;
  readonly url: number;
}

const PLAIN: Style = { fg: 0, bg: 0, ext: 0, url: 0 };

/** Knows what a terminal would draw with, and says what to send it to draw with something else. */
export class Pen {
  readonly #links: Internals["_oscLinkService"];
  #inUse: Style = { fg: 0, bg: 0, ext: 0, url: 0 };

  constructor(links: Internals["_oscLinkService"]) {
    this.#links = links;
  }

  /** The sequences that change to the attributes of a cell. */
  use({ fg, bg, extended }: Attributes): string {
    return this.#change(
      isSet(bg, HAS_EXTENDED) ? { fg, bg, ext: extended._ext, url: extended.urlId } : { fg, bg, ext: 0, url: 0 },
    );
  }

  /** The sequences that change to attributes that cells may get later, which may say more than any cell does yet. */
  adopt({ fg, bg, extended }: Attributes): string {
    return this.#change({ fg, bg, ext: extended._ext, url: extended.urlId });
  }

  plain(): string {
    return this.#change(PLAIN);
  }

  #change(next: Style): string {
    const { fg, bg, ext, url } = this.#inUse;
    this.#inUse = next;
    const restyled = fg !== next.fg || bg !== next.bg || ext !== next.ext ? rendition(next) : "";
    return restyled + (url === next.url ? "" : this.#link(next.url));
  }

  #link(urlId: number): string {
    const link = urlId === 0 ? undefined : this.#links.getLinkData(urlId);
    return `\x1b]8;${link?.id === undefined ? "" : `id=${link.id}`};${link?.uri ?? ""}\x1b\\`;
  }
}

/** SGR, and DECSCA where needed, which SGR resets in xterm.js. */
function rendition({ fg, bg, ext }: Style): string {
  const flags = [
    ...FOREGROUND_FLAGS.filter(([flag]) => isSet(fg, flag)),
    ...BACKGROUND_FLAGS.filter(([flag]) => isSet(bg, flag)),
  ].map(([, parameter]) => parameter);
  const all = [0, ...flags, ...colour(fg, 30), ...colour(bg, 40), ...underline(fg, ext), ...underlineColour(ext)];
  return `\x1b[${all.length === 1 ? "" : all.join(";")}m${isSet(bg, PROTECTED) ? '\x1b[1"q' : ""}`;
}
