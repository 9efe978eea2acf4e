import type { Terminal } from "@xterm/headless";
import type { CharsetNames } from "./charsets.ts";
import { type Attributes, internalsOf, type Line, type ScreenBuffer, spareCell } from "./internals.ts";

const HAS_EXTENDED = 0x1000_0000;
const UNDERLINE = 0x1000_0000;
const SINGLE = 1 << 26;
const RGB = 0x300_0000;
const STALE = 0xff_ff00;

/** A palette colour keeps bits of an RGB colour that was there before; they mean nothing. */
function word(value: number): number {
  const isPalette = (value & RGB) !== RGB;
  return (isPalette ? value & ~STALE : value) >>> 0;
}

/** For tests: all that decides how a terminal looks and how it takes what comes next, as plain values to compare. */
export function terminalState(terminal: Terminal, charsets: CharsetNames) {
  const internals = internalsOf(terminal);
  const { buffers, coreService, coreMouseService, _charsetService: sets, _inputHandler: input } = internals;
  /** xterm.js forgets a link when the line it began on is erased; such a link is none. */
  const link = (urlId: number) => internals._oscLinkService.getLinkData(urlId)?.uri ?? "";

  function attributes({ fg, bg, extended }: Attributes): string {
    // Underlined without a style is underlined with a single line.
    const plain = fg & UNDERLINE ? SINGLE : 0;
    const more = bg & HAS_EXTENDED ? [extended._ext >>> 0 || plain, link(extended.urlId)] : [plain, ""];
    return [word(fg), word(bg & ~HAS_EXTENDED), ...more].join(" ");
  }

  function row(line: Line, cols: number, buffer: ScreenBuffer): string[] {
    const load = (at: number) => line.loadCell(at, spareCell(buffer));
    const isCut = (at: number) => load(at).getWidth() === 2 && (at + 1 === cols || load(at + 1).getWidth() !== 0);
    const cells = Array.from({ length: cols }, (_, at) => {
      // Half of a wide character, cut off by a narrower size: no output can make one, so a blank may stand for it.
      if (isCut(at)) return "|1|0 0 0 ";
      const cell = load(at);
      return `${cell.getChars()}|${cell.getWidth()}|${attributes(cell)}`;
    });
    return [String(line.isWrapped), ...cells];
  }

  function buffer(of: ScreenBuffer) {
    // xterm.js gives the alternate screen some scrollback when it was made lower before it was used.
    const first = of === buffers.alt ? of.ybase : 0;
    const rows = Array.from({ length: of.lines.length - first }, (_, at) => of.lines.get(first + at));
    return {
      rows: rows.map((line) => (line ? row(line, terminal.cols, of) : [])),
      region: [of.scrollTop, of.scrollBottom],
      tabs: Object.keys(of.tabs).filter((at) => Number(at) < terminal.cols && of.tabs[Number(at)]),
      saved: [
        Math.min(of.savedX, terminal.cols - 1),
        Math.min(Math.max(of.savedY - of.ybase, 0), terminal.rows - 1),
        word(of.savedCurAttrData.fg),
        // But for the bit that says whether a link was open when the cursor was saved.
        word(of.savedCurAttrData.bg & ~HAS_EXTENDED),
        of.savedCharset && charsets.get(of.savedCharset),
      ],
    };
  }

  return {
    size: [terminal.cols, terminal.rows],
    active: buffers.active === buffers.alt ? "alternate" : "normal",
    cursor: [buffers.active.x, buffers.active.y],
    normal: buffer(buffers.normal),
    alternate: buffers.active === buffers.alt ? buffer(buffers.alt) : null,
    pen: attributes(input._curAttrData),
    charsets: [0, 1, 2, 3].map((g) => sets._charsets[g] && charsets.get(sets._charsets[g])),
    charset: [sets.glevel, sets.charset && charsets.get(sets.charset)],
    modes: { ...coreService.modes, ...coreService.decPrivateModes, hidden: coreService.isCursorHidden },
    convertEol: terminal.options.convertEol,
    mouse: [coreMouseService.activeProtocol, coreMouseService.activeEncoding],
    title: input._windowTitle,
  };
}
