import { surfaceText } from "./surfaces.ts";

/** What `window.__pilothouse` offers: the text a person sees, for tests and for tools that drive a browser. */
export interface Inspection {
  /** Scrollback and screen of a terminal on this page, one line each; `null` when the page has none. */
  terminalText(id: string): string | null;
}

declare global {
  var __pilothouse: Inspection | undefined;
}

/** xterm draws on a canvas, where nothing else can read; this only tells what is on the screen anyway. */
export function offerInspection(): void {
  globalThis.__pilothouse = { terminalText: surfaceText };
}
