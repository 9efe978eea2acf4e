import { FONT_SIZE as BOUNDS, GRAPHICS_PANES, LIMITS, type PreferenceName, type PreferenceValues } from "@pilothouse/contracts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const TERMINAL_THEMES = ["match", "dark", "light", "contrast"] as const;
export type TerminalTheme = (typeof TERMINAL_THEMES)[number];

export const FONT_SIZE = { ...BOUNDS, usual: 13 } as const;

/** What a person chose, with the usual where they chose nothing. Each is described in the contracts. */
export type Preferences = { readonly [Name in PreferenceName]: Exclude<PreferenceValues[Name], undefined> };

export const USUAL: Preferences = {
  theme: "system",
  terminalTheme: "match",
  fontSize: FONT_SIZE.usual,
  fontFamily: "",
  leader: "ctrl-shift-space",
  screenReader: false,
  railCollapsed: false,
  leaderTold: false,
  pasteUnasked: false,
  clipboardAlways: false,
  clipboardTerminals: [],
  graphicsPanes: GRAPHICS_PANES.max,
  layout: [],
};

type Check<T> = (value: unknown) => value is T;

const isFlag: Check<boolean> = (value): value is boolean => typeof value === "boolean";
const isText: Check<string> = (value): value is string => typeof value === "string";
const isId: Check<string> = (value): value is string => typeof value === "string" && /^[0-9a-f-]{36}$/.test(value);

function isNumberIn(bounds: { readonly min: number; readonly max: number }): Check<number> {
  return (value): value is number => typeof value === "number" && value >= bounds.min && value <= bounds.max;
}

function isOneOf<const T extends string>(...options: readonly T[]): Check<T> {
  return (value): value is T => options.some((option) => option === value);
}

function isListOf<T>(check: Check<T>, most: number): Check<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.length <= most && value.every(check);
}

type Panes = Preferences["layout"][number]["panes"];

const isPanes: Check<Panes> = (value): value is Panes => {
  if (isId(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const isPart = "first" in value && "second" in value && isPanes(value.first) && isPanes(value.second);
  const isCut = "direction" in value && isOneOf("row", "column")(value.direction);
  return isPart && isCut && "share" in value && isNumberIn({ min: 0.05, max: 0.95 })(value.share);
};

const isTab: Check<Preferences["layout"][number]> = (value): value is Preferences["layout"][number] =>
  typeof value === "object" &&
  value !== null &&
  "panes" in value &&
  isPanes(value.panes) &&
  "zoomed" in value &&
  isFlag(value.zoomed);

/** The contracts' schema by hand: the schema's library would double what the first page loads of ours. */
const CHECKS: { readonly [Name in PreferenceName]: Check<Preferences[Name]> } = {
  theme: isOneOf(...THEMES),
  terminalTheme: isOneOf(...TERMINAL_THEMES),
  fontSize: isNumberIn(FONT_SIZE),
  fontFamily: isText,
  leader: isOneOf("ctrl-shift-space", "ctrl-shift-enter", "alt-shift-space"),
  screenReader: isFlag,
  railCollapsed: isFlag,
  leaderTold: isFlag,
  pasteUnasked: isFlag,
  clipboardAlways: isFlag,
  clipboardTerminals: isListOf(isId, LIMITS.clipboardTerminals),
  graphicsPanes: isNumberIn(GRAPHICS_PANES),
  layout: isListOf(isTab, LIMITS.tabsPerUser),
};

export function isPreference(name: string): name is PreferenceName {
  return Object.hasOwn(USUAL, name);
}

/** Every preference there is. */
export const PREFERENCES: readonly PreferenceName[] = Object.keys(USUAL).filter(isPreference);

/** Takes what is usable out of anything and fills in the rest. */
export function readPreferences(stored: unknown): Preferences {
  const from: Record<string, unknown> = typeof stored === "object" && stored !== null ? { ...stored } : {};
  const usable = PREFERENCES.filter((name) => CHECKS[name](from[name]));
  return { ...USUAL, ...Object.fromEntries(usable.map((name) => [name, from[name]])) };
}

/** A text size that can be read and kept. */
export function clampFontSize(value: number): number {
  if (!Number.isFinite(value)) return FONT_SIZE.usual;
  return Math.min(FONT_SIZE.max, Math.max(FONT_SIZE.min, Math.round(value)));
}
