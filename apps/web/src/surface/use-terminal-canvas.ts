import { useEffect } from "react";
import { preferences } from "../preferences/preferences.ts";
import { shadeOf, whenLooksChange } from "../preferences/theme.ts";
import { useStore } from "../store/use-store.ts";
import { paletteOf } from "./core/palettes.ts";

/** Gives the space around the cells the terminal's own background. */
export function useTerminalCanvas(): void {
  const { theme, terminalTheme } = useStore(preferences);
  useEffect(() => {
    const paint = (): void => {
      const { background } = paletteOf(terminalTheme, shadeOf(theme));
      document.documentElement.style.setProperty("--terminal-canvas", background ?? "");
    };
    paint();
    return whenLooksChange(paint);
  }, [theme, terminalTheme]);
}
