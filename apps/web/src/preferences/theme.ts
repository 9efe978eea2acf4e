import { preferences } from "./preferences.ts";
import type { Theme } from "./values.ts";

export type Shade = "light" | "dark";

const DARK = "(prefers-color-scheme: dark)";

/** What a theme looks like on this machine now. */
export function shadeOf(theme: Theme): Shade {
  if (theme !== "system") return theme;
  return matchMedia(DARK).matches ? "dark" : "light";
}

/** Calls back when something may look different from now on: another preference, or the system's other shade. Returns the way to stop. */
export function whenLooksChange(listener: () => void): () => void {
  const system = matchMedia(DARK);
  const stop = preferences.subscribe(listener);
  system.addEventListener("change", listener);
  return () => {
    stop();
    system.removeEventListener("change", listener);
  };
}

/** Keeps the page in step with the chosen theme and the system's. `public/theme.js` does the same once before the first paint. */
export function followTheme(): () => void {
  const paint = (): void => {
    document.documentElement.dataset["theme"] = shadeOf(preferences.get().theme);
  };
  paint();
  return whenLooksChange(paint);
}
