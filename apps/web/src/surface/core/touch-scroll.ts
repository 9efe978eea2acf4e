/** Lets a finger scroll: xterm 6 knows wheels only, and does the right thing with them on every kind of screen. Returns the way to stop. */
export function scrollByTouch(element: HTMLElement): () => void {
  let lastY: number | null = null;
  const onStart = (event: TouchEvent): void => {
    lastY = event.touches.length === 1 ? (event.touches[0]?.clientY ?? null) : null;
  };
  const onMove = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (lastY === null || !touch) return;
    const deltaY = lastY - touch.clientY;
    lastY = touch.clientY;
    event.preventDefault();
    const { clientX, clientY } = touch;
    element
      .querySelector(".xterm-screen")
      ?.dispatchEvent(new WheelEvent("wheel", { deltaY, clientX, clientY, bubbles: true, cancelable: true }));
  };
  element.addEventListener("touchstart", onStart, { passive: true });
  element.addEventListener("touchmove", onMove, { passive: false });
  return () => {
    element.removeEventListener("touchstart", onStart);
    element.removeEventListener("touchmove", onMove);
  };
}
