import type { TerminalView } from "@pilothouse/sdk";

/** A window that is still being drawn larger is not worth a resize: programs redraw everything for each. */
const SETTLE_MS = 120;

/** The size of the local window in cells; that of a classic terminal where there is none. */
export function windowSize(): { readonly cols: number; readonly rows: number } {
  const [cols, rows] = process.stdout.isTTY ? process.stdout.getWindowSize() : [0, 0];
  return cols >= 2 && rows >= 1 ? { cols, rows } : { cols: 80, rows: 24 };
}

/** Gives a terminal the size of this window, while this view is the one that decides it. */
export class WindowSize {
  readonly #view: TerminalView;
  #decides = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(view: TerminalView) {
    this.#view = view;
  }

  /** The server has said who decides. */
  decides(isThis: boolean): void {
    const isNew = isThis && !this.#decides;
    this.#decides = isThis;
    if (isNew) this.#send();
  }

  /** The window has another size. */
  changed(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#send(), SETTLE_MS);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #send(): void {
    if (!this.#decides) return;
    const { cols, rows } = windowSize();
    // Refused: another view decides by now, or the view has ended, which whoever loops over it learns.
    this.#view.resize(cols, rows).catch(() => undefined);
  }
}
