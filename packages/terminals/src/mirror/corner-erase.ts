import type { Terminal } from "@xterm/headless";
import type { Internals } from "./internals.ts";

const TO_CURSOR = 1;
const ALL = 2;

/**
 * Mends a fault of xterm.js 6.0.0, whose parser throws and stands still for good when a program erases up to the cursor
 * (ED 1) in the last cell of a screen that has not scrolled yet. All of the screen is erased then, which ED 2 does.
 */
export function mendCornerErase(terminal: Terminal, internals: Internals): void {
  for (const [prefix, respectProtect] of [
    [undefined, false],
    ["?", true],
  ] as const) {
    terminal.parser.registerCsiHandler({ ...(prefix && { prefix }), final: "J" }, ([how]) => {
      const { x, y, ybase } = internals.buffers.active;
      const inCorner = ybase === 0 && y === terminal.rows - 1 && x >= terminal.cols - 1;
      if (how !== TO_CURSOR || !inCorner) return false;
      return internals._inputHandler.eraseInDisplay({ params: [ALL] }, respectProtect);
    });
  }
}
