import { Unicode11Addon } from "@xterm/addon-unicode11";
import { type ITerminalOptions, Terminal } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import { sizeByPinch } from "../surface/core/pinch.ts";
import { mendCornerErase } from "../surface/core/corner-erase.ts";

/** Text smaller than this cannot be read, and larger than this is no help. In pixels. */
const FONT = { least: 6, most: 20, pinched: 40 } as const;
/** What the common monospace fonts measure, in units of the font size. */
const CELL = { width: 0.602, height: 1.2 } as const;
const SCROLLBACK_LINES = 10_000;

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The text size at which a whole screen fits, as far as it can be read. */
export function letterboxFontSize(place: Extent, { cols, rows }: { readonly cols: number; readonly rows: number }): number {
  const fitting = Math.min(place.width / (cols * CELL.width), place.height / (rows * CELL.height));
  return Math.min(FONT.most, Math.max(FONT.least, Math.floor(fitting * 2) / 2));
}

/** An xterm that keeps its program's size and takes no input: it answers nothing, opens nothing and copies nothing by itself. */
export function createLetterbox(container: HTMLElement, looks: ITerminalOptions): { terminal: Terminal; fit: () => void } {
  const terminal = new Terminal({
    ...looks,
    allowProposedApi: true,
    scrollback: SCROLLBACK_LINES,
    disableStdin: true,
    cursorBlink: false,
    linkHandler: { activate: () => undefined },
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  mendCornerErase(terminal);
  terminal.parser.registerOscHandler(52, () => true);
  terminal.open(container);
  let chosen: number | null = null;
  const fit = (): void => {
    const fontSize = chosen ?? letterboxFontSize({ width: container.clientWidth, height: container.clientHeight }, terminal);
    if (terminal.options.fontSize !== fontSize) terminal.options.fontSize = fontSize;
  };
  fit();
  sizeByPinch(container, {
    begin: () => terminal.options.fontSize ?? FONT.most,
    resize: (size) => {
      chosen = Math.min(FONT.pinched, Math.max(FONT.least, Math.round(size)));
      fit();
    },
  });
  return { terminal, fit };
}
