import type { Internals } from "./internals.ts";

const MOUSE_PROTOCOL: Readonly<Record<string, string>> = { X10: "9", VT200: "1000", DRAG: "1002", ANY: "1003" };
const MOUSE_ENCODING: Readonly<Record<string, string>> = { SGR: "1006", SGR_PIXELS: "1016" };
const CURSOR_STYLE = { block: 1, underline: 3, bar: 5 } as const;

function cursorStyle({ cursorStyle: style, cursorBlink: blink }: Internals["coreService"]["decPrivateModes"]): string {
  return style === undefined ? "" : `\x1b[${CURSOR_STYLE[style] + (blink ? 0 : 1)} q`;
}

/** Everything a program may have switched, as the sequences that switch a new terminal. None of them moves the cursor. */
export function drawModes(internals: Internals, options: { convertEol: boolean }): string {
  const { coreService, coreMouseService } = internals;
  const modes = coreService.decPrivateModes;
  const mouse = MOUSE_PROTOCOL[coreMouseService.activeProtocol];
  const encoding = MOUSE_ENCODING[coreMouseService.activeEncoding];
  const switched: readonly (readonly [boolean, string])[] = [
    [coreService.modes.insertMode, "\x1b[4h"],
    [options.convertEol, "\x1b[20h"],
    [modes.applicationCursorKeys, "\x1b[?1h"],
    [!modes.wraparound, "\x1b[?7l"],
    [coreService.isCursorHidden, "\x1b[?25l"],
    [modes.reverseWraparound, "\x1b[?45h"],
    [modes.applicationKeypad, "\x1b[?66h"],
    [mouse !== undefined, `\x1b[?${mouse}h`],
    [modes.sendFocus, "\x1b[?1004h"],
    [encoding !== undefined, `\x1b[?${encoding}h`],
    [modes.bracketedPasteMode, "\x1b[?2004h"],
    [modes.synchronizedOutput, "\x1b[?2026h"],
  ];
  return switched.map(([on, sequence]) => (on ? sequence : "")).join("") + cursorStyle(modes);
}
