import type { Terminal } from "@xterm/xterm";

/** Lets a finger scroll, which xterm 6 leaves to its host. Returns the way to stop. */
export function scrollByTouch(terminal: Terminal, element: HTMLElement): () => void {
  let lastY: number | null = null;
  /** What the finger moved and no whole line was made of yet, in pixels. */
  let rest = 0;

  const onStart = (event: TouchEvent): void => {
    lastY = event.touches.length === 1 ? (event.touches[0]?.clientY ?? null) : null;
    rest = 0;
  };
  const onMove = (event: TouchEvent): void => {
    const touch = event.touches[0];
    const screen = element.querySelector(".xterm-screen");
    if (lastY === null || !touch || !screen) return;
    event.preventDefault();
    rest += lastY - touch.clientY;
    lastY = touch.clientY;
    const lineHeight = screen.clientHeight / terminal.rows;
    const lines = Math.trunc(rest / lineHeight);
    if (lines === 0) return;
    rest -= lines * lineHeight;
    if (isOwnScroll(terminal)) terminal.scrollLines(lines);
    else turnWheel(screen, { lines, touch });
  };
  element.addEventListener("touchstart", onStart, { passive: true });
  element.addEventListener("touchmove", onMove, { passive: false });
  return () => {
    element.removeEventListener("touchstart", onStart);
    element.removeEventListener("touchmove", onMove);
  };
}

/** Whether there is scrollback to move. A full-screen program, or one that wants the mouse, gets the wheel instead. */
function isOwnScroll({ buffer, modes }: Terminal): boolean {
  return buffer.active.type === "normal" && modes.mouseTrackingMode === "none";
}

function turnWheel(screen: Element, { lines, touch }: { lines: number; touch: Touch }): void {
  const { clientX, clientY } = touch;
  const init = {
    deltaY: Math.sign(lines),
    deltaMode: WheelEvent.DOM_DELTA_LINE,
    clientX,
    clientY,
    bubbles: true,
    cancelable: true,
  };
  for (let line = 0; line < Math.abs(lines); line += 1) screen.dispatchEvent(new WheelEvent("wheel", init));
}
