interface PinchHooks {
  /** The text size when two fingers came down. */
  begin(): number;
  /** The size that the fingers ask for now. */
  resize(size: number): void;
}

/** Lets two fingers change the text size. Returns the way to stop. */
export function sizeByPinch(element: HTMLElement, { begin, resize }: PinchHooks): () => void {
  let from: { distance: number; size: number } | null = null;
  const onStart = (event: TouchEvent): void => {
    const distance = distanceOf(event.touches);
    from = distance === null ? null : { distance, size: begin() };
  };
  const onMove = (event: TouchEvent): void => {
    const distance = distanceOf(event.touches);
    if (from === null || distance === null) return;
    // The browser would magnify the whole page instead.
    event.preventDefault();
    resize(pinchedSize(from, distance));
  };
  element.addEventListener("touchstart", onStart, { passive: true });
  element.addEventListener("touchmove", onMove, { passive: false });
  element.addEventListener("touchend", onStart, { passive: true });
  return () => {
    element.removeEventListener("touchstart", onStart);
    element.removeEventListener("touchmove", onMove);
    element.removeEventListener("touchend", onStart);
  };
}

/** A size that grows and shrinks with the distance of the fingers. */
export function pinchedSize(from: { readonly distance: number; readonly size: number }, distance: number): number {
  return from.size * (distance / Math.max(1, from.distance));
}

function distanceOf(touches: TouchList): number | null {
  const [one, other] = [touches[0], touches[1]];
  if (!one || !other || touches.length !== 2) return null;
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
