/** The keys of the bar above a phone's keyboard. */
export type BarKey = "Escape" | "Tab" | "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "|" | "~" | "/" | "-";

const ARROWS: Partial<Record<BarKey, string>> = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D" };

interface KeyModes {
  ctrl: boolean;
  /** The program asked for application cursor keys (DECCKM). */
  applicationCursor: boolean;
}

/** What a key of the bar types, as xterm does (ctlseqs, "PC-Style Function Keys"). */
export function keyBytes(key: BarKey, { ctrl, applicationCursor }: KeyModes): string {
  const arrow = ARROWS[key];
  if (arrow) return ctrl ? `\x1b[1;5${arrow}` : `\x1b${applicationCursor ? "O" : "["}${arrow}`;
  if (key === "Escape") return "\x1b";
  if (key === "Tab") return "\t";
  return ctrl ? withControl(key) : key;
}

/** A typed character with Ctrl held: `c` becomes the interrupt character. What has no control character stays. */
export function withControl(typed: string): string {
  if (typed.length !== 1) return typed;
  if (typed === "/" || typed === "-") return "\x1f";
  if (typed === " ") return "\0";
  const code = typed.toUpperCase().charCodeAt(0);
  if (typed === "?") return "\x7f";
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : typed;
}
