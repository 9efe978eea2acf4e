import { preferences } from "../preferences/preferences.ts";
import { createEmulator, type Emulator, looks } from "../surface/core/emulator.ts";
import { whenLooksChange } from "../preferences/theme.ts";
import { clampFontSize } from "../preferences/values.ts";
import { openAddress } from "../surface/core/links.ts";
import { sizeByPinch } from "../surface/core/pinch.ts";

/** What the common monospace fonts measure, in units of the font size. */
const CELL = { width: 0.602, height: 1.2 } as const;
/** Text smaller than this cannot be told from noise, in pixels. */
const SMALLEST = 5;

interface Space {
  readonly width: number;
  readonly height: number;
}

/** The size of text, up to the usual one, at which a whole screen fits into a space. */
export function fittingFontSize({ width, height }: Space, size: { cols: number; rows: number }, usual: number): number {
  const fitting = Math.min(width / (size.cols * CELL.width), height / (size.rows * CELL.height));
  return Math.min(usual, Math.max(SMALLEST, Math.floor(fitting * 2) / 2));
}

export interface ReplayScreen extends Pick<Emulator, "terminal" | "search"> {
  close(): void;
}

/** A screen that nobody types into: it keeps the recording's size, and its text is as large as the space allows. */
export function openReplayScreen(container: HTMLElement): ReplayScreen {
  const { terminal, search } = createEmulator(preferences.get(), {
    open: (address, sure) => sure && openAddress(address),
    hover: () => undefined,
    clipboard: () => undefined,
  });
  terminal.options.disableStdin = true;
  terminal.open(container);
  // Keys are the player's.
  terminal.textarea?.setAttribute("tabindex", "-1");
  terminal.textarea?.addEventListener("focus", () => terminal.blur());
  let pinched: number | null = null;
  const fit = (): void => {
    const { clientWidth: width, clientHeight: height } = container.parentElement ?? container;
    const { fontSize, ...others } = looks(preferences.get());
    const fitting = fittingFontSize({ width, height }, terminal, fontSize ?? SMALLEST);
    Object.assign(terminal.options, { ...others, fontSize: pinched ?? fitting });
  };
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(container.parentElement ?? container);
  terminal.onResize(fit);
  const stopLooks = whenLooksChange(fit);
  const stopPinch = sizeByPinch(container, {
    begin: () => terminal.options.fontSize ?? SMALLEST,
    resize: (size) => {
      pinched = clampFontSize(size);
      fit();
    },
  });
  return {
    terminal,
    search,
    close: () => {
      stopLooks();
      stopPinch();
      observer.disconnect();
      terminal.dispose();
      container.replaceChildren();
    },
  };
}
