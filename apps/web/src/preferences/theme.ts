import { preferences } from "./preferences.ts";
import type { Theme } from "./values.ts";

export type Shade = "light" | "dark";

const DARK = "(prefers-color-scheme: dark)";

/** What a theme looks like on this machine now. */
export function shadeOf(theme: Theme): Shade {
  if (theme !== "system") return theme;
  return matchMedia(DARK).matches ? "dark" : "light";
}

/** Keeps the page in step with the chosen theme and the system's. `public/theme.js` does the same once before the first paint. */
export function followTheme(): () => void {
  const paint = (): void => {
    document.documentElement.dataset["theme"] = shadeOf(preferences.get().theme);
  };
  const system = matchMedia(DARK);
  const stop = preferences.subscribe(paint);
  system.addEventListener("change", paint);
  paint();
  return () => {
    stop();
    system.removeEventListener("change", paint);
  };
}
