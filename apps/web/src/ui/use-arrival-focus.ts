import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus to an element when it comes: the first field of a dialog or page that was opened for it. */
export function useArrivalFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
