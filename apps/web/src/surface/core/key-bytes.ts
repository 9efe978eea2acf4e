/** The keys of the bar above a phone's keyboard. */
export type BarKey =
  | "Escape"
  | "Tab"
  | "ArrowUp"
  | "ArrowDown"
  | "ArrowLeft"
  | "ArrowRight"
  | "Home"
  | "End"
  | "PageUp"
  | "PageDown"
  | "|"
  | "~"
  | "/"
  | "-";

/** Modifiers that wait for the next key. */
export interface Sticky {
  readonly ctrl: boolean;
  readonly alt: boolean;
}

interface KeyModes extends Sticky {
  /** The program asked for application cursor keys (DECCKM). */
  readonly applicationCursor: boolean;
}

const CURSOR: Partial<Record<BarKey, string>> = {
  ArrowUp: "A",
  ArrowDown: "B",
  ArrowRight: "C",
  ArrowLeft: "D",
  Home: "H",
  End: "F",
};
const PAGES: Partial<Record<BarKey, number>> = { PageUp: 5, PageDown: 6 };

/** What a key of the bar types, as xterm does (ctlseqs, "PC-Style Function Keys"). */
export function keyBytes(key: BarKey, { ctrl, alt, applicationCursor }: KeyModes): string {
  const modifier = 1 + (alt ? 2 : 0) + (ctrl ? 4 : 0);
  const cursor = CURSOR[key];
  if (cursor) return modifier > 1 ? `\x1b[1;${modifier}${cursor}` : `\x1b${applicationCursor ? "O" : "["}${cursor}`;
  const page = PAGES[key];
  if (page !== undefined) return modifier > 1 ? `\x1b[${page};${modifier}~` : `\x1b[${page}~`;
  if (key === "Escape") return withSticky("\x1b", { ctrl: false, alt });
  if (key === "Tab") return withSticky("\t", { ctrl: false, alt });
  return withSticky(key, { ctrl, alt });
}

/** Typed text with the modifiers held: Alt is an escape before it, as `macOptionIsMeta` and xterm's `metaSendsEscape`. */
export function withSticky(typed: string, { ctrl, alt }: Sticky): string {
  const text = ctrl ? withControl(typed) : typed;
  return alt ? `\x1b${text}` : text;
}

/** A typed character with Ctrl held: `c` becomes the interrupt character. What has no control character stays. */
function withControl(typed: string): string {
  if (typed.length !== 1) return typed;
  if (typed === "/" || typed === "-") return "\x1f";
  if (typed === " ") return "\0";
  const code = typed.toUpperCase().charCodeAt(0);
  if (typed === "?") return "\x7f";
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : typed;
}
