import { type RefObject, useEffect, useState } from "react";

/** A little before it comes into view. */
const MARGIN = "150px";

/** Whether an element can be seen, on a page that can be seen. */
export function useOnScreen(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  const [pageVisible, setPageVisible] = useState(document.visibilityState === "visible");
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: MARGIN,
    });
    observer.observe(element.current);
    const onVisibility = (): void => setPageVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [element]);
  return near && pageVisible;
}
