import { Unicode11Addon } from "@xterm/addon-unicode11";
import { type ITerminalOptions, Terminal } from "@xterm/xterm";
import { mendCornerErase } from "./corner-erase.ts";

/** Text smaller than this cannot be told from noise; larger than this is no overview. In pixels. */
const SMALL = { least: 6, most: 12 } as const;
/** What the common monospace fonts measure, in units of the font size. */
const CELL_WIDTH = 0.602;

/** The text size at which so many columns fill a width, as far as it can be read. */
export function smallFontSize(width: number, cols: number): number {
  const fitting = Math.floor((width / (cols * CELL_WIDTH)) * 2) / 2;
  return Math.min(SMALL.most, Math.max(SMALL.least, fitting));
}

/** How many rows to leave out above, so that the row of the cursor and the one below it are in view. */
export function rowsAbove(cursorRow: number, { rows, visible }: { rows: number; visible: number }): number {
  return Math.max(0, Math.min(cursorRow + 2 - visible, rows - visible));
}

/** An xterm that keeps its program's size, drawn small; what does not fit is cut off around the cursor. */
export function createSmallScreen(container: HTMLElement, looks: ITerminalOptions): { terminal: Terminal; fit: () => void } {
  const place = document.createElement("div");
  container.replaceChildren(place);
  const terminal = new Terminal({
    ...looks,
    fontSize: SMALL.least,
    allowProposedApi: true,
    scrollback: 0,
    disableStdin: true,
    cursorBlink: false,
    screenReaderMode: false,
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  mendCornerErase(terminal);
  terminal.parser.registerOscHandler(52, () => true);
  terminal.open(place);
  const follow = (): void => {
    const screen = place.querySelector(".xterm-screen");
    const rowHeight = (screen?.clientHeight ?? 0) / terminal.rows;
    if (rowHeight === 0) return;
    const visible = Math.floor(container.clientHeight / rowHeight);
    const above = rowsAbove(terminal.buffer.active.cursorY, { rows: terminal.rows, visible });
    place.style.transform = `translateY(${-above * rowHeight}px)`;
  };
  terminal.onRender(follow);
  const fit = (): void => {
    const fontSize = smallFontSize(container.clientWidth, terminal.cols);
    if (terminal.options.fontSize !== fontSize) terminal.options.fontSize = fontSize;
    follow();
  };
  fit();
  return { terminal, fit };
}
