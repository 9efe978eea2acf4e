import type { ITheme } from "@xterm/xterm";
import type { TerminalTheme } from "../../preferences/values.ts";
import type { Shade } from "../../preferences/theme.ts";

const DARK: ITheme = {
  background: "#0e1013",
  foreground: "#dfe3e8",
  cursor: "#79b4f2",
  cursorAccent: "#0e1013",
  selectionBackground: "#31506f",
  black: "#2a3038",
  red: "#f0716d",
  green: "#62c584",
  yellow: "#ddb05b",
  blue: "#6ca8ea",
  magenta: "#c792e0",
  cyan: "#57bfc4",
  white: "#c6ccd4",
  brightBlack: "#8791a0",
  brightRed: "#ff928e",
  brightGreen: "#84dba1",
  brightYellow: "#f0c979",
  brightBlue: "#91c1f6",
  brightMagenta: "#dcb0ef",
  brightCyan: "#7fd8dc",
  brightWhite: "#f5f7fa",
};

const LIGHT: ITheme = {
  background: "#ffffff",
  foreground: "#1b1f24",
  cursor: "#1463b8",
  cursorAccent: "#ffffff",
  selectionBackground: "#b9d6f3",
  black: "#1b1f24",
  red: "#b92525",
  green: "#187039",
  yellow: "#805300",
  blue: "#1463b8",
  magenta: "#8b3aa8",
  cyan: "#0f6e75",
  white: "#5d6672",
  brightBlack: "#646c78",
  brightRed: "#d03a35",
  brightGreen: "#1f8546",
  brightYellow: "#946100",
  brightBlue: "#2474cf",
  brightMagenta: "#a04fbd",
  brightCyan: "#157f87",
  brightWhite: "#3a414b",
};

const CONTRAST: ITheme = {
  ...DARK,
  background: "#000000",
  foreground: "#ffffff",
  cursor: "#ffffff",
  cursorAccent: "#000000",
  selectionBackground: "#2457a0",
};

const PALETTES = { dark: DARK, light: LIGHT, contrast: CONTRAST } as const;

/** The colours of a terminal. The page's own shade decides for `match`. */
export function paletteOf(theme: TerminalTheme, shade: Shade): ITheme {
  const own = theme === "match" ? shade : theme;
  return PALETTES[own];
}

/** How far xterm moves a program's colours so that they stay readable, as a WCAG contrast ratio. */
export function contrastOf(theme: TerminalTheme): number {
  return theme === "contrast" ? 7 : 4.5;
}
