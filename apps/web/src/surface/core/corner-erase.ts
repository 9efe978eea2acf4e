import type { Terminal } from "@xterm/xterm";

const TO_CURSOR = 1;
const ALL = 2;

/**
 * Mends a fault of xterm.js 6.0.0, whose parser throws and stands still for good when a program erases up to the cursor
 * (ED 1) in the last cell of a screen that has not scrolled yet. All of the screen is erased then, which ED 2 does.
 */
export function mendCornerErase(terminal: Pick<Terminal, "parser" | "buffer" | "rows" | "cols">): void {
  const eraseAll = eraserOf(terminal);
  for (const prefix of [undefined, "?"]) {
    terminal.parser.registerCsiHandler({ ...(prefix && { prefix }), final: "J" }, ([how]) => {
      const { cursorX, cursorY, baseY } = terminal.buffer.active;
      const inCorner = baseY === 0 && cursorY === terminal.rows - 1 && cursorX >= terminal.cols - 1;
      if (how !== TO_CURSOR || !inCorner) return false;
      eraseAll(prefix === "?");
      return true;
    });
  }
}

/** xterm.js has no public way to erase. Throws when it is not built as expected, so that a test notices the change. */
function eraserOf(terminal: object): (respectProtect: boolean) => void {
  const handler: unknown = Reflect.get(Object(Reflect.get(terminal, "_core")), "_inputHandler");
  const erase: unknown = Reflect.get(Object(handler), "eraseInDisplay");
  if (typeof erase !== "function") throw new Error("xterm.js is not built as this version of the dashboard expects");
  return (respectProtect) => void Reflect.apply(erase, handler, [{ params: [ALL] }, respectProtect]);
}
