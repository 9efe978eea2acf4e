import { useEffect } from "react";

/** Keeps `--visible-height` at what an on-screen keyboard leaves of the page, so that it never covers a prompt. */
export function useVisibleHeight(): void {
  useEffect(() => {
    const { visualViewport: viewport } = window;
    if (!viewport) return undefined;
    const root = document.documentElement;
    const measure = (): void => {
      // Zooming in makes the viewport small too, but nothing is covered then.
      if (viewport.scale > 1.01) return;
      root.style.setProperty("--visible-height", `${Math.round(viewport.height)}px`);
      // Safari pushes the page up to show the focused field; the layout has made room for it already.
      if (viewport.offsetTop > 0) window.scrollTo(0, 0);
    };
    measure();
    viewport.addEventListener("resize", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
      root.style.removeProperty("--visible-height");
    };
  }, []);
}
