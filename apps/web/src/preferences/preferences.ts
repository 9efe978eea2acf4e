import { createStore } from "../store/store.ts";
import { LEADERS, type LeaderId } from "../shortcuts/leaders.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const TERMINAL_THEMES = ["match", "dark", "light", "contrast"] as const;
export type TerminalTheme = (typeof TERMINAL_THEMES)[number];

export const FONT_SIZE = { min: 9, max: 24, usual: 13 } as const;

/** What a person chose in this browser. */
export interface Preferences {
  readonly theme: Theme;
  readonly terminalTheme: TerminalTheme;
  /** Pixels. */
  readonly fontSize: number;
  readonly leader: LeaderId;
  /** Terminals keep a copy of their screen for screen readers. */
  readonly screenReader: boolean;
  readonly railCollapsed: boolean;
  /** The hint about the leader key was read. */
  readonly leaderTold: boolean;
}

export const USUAL: Preferences = {
  theme: "system",
  terminalTheme: "match",
  fontSize: FONT_SIZE.usual,
  leader: "ctrl-shift-space",
  screenReader: false,
  railCollapsed: false,
  leaderTold: false,
};

const KEY = "pilothouse:preferences";

/** Takes what is usable out of anything and fills in the rest. */
export function readPreferences(stored: unknown): Preferences {
  const from: Record<string, unknown> = typeof stored === "object" && stored !== null ? { ...stored } : {};
  const flag = (name: keyof Preferences, usual: boolean) => (typeof from[name] === "boolean" ? from[name] : usual);
  return {
    theme: oneOf(THEMES, from["theme"]) ?? USUAL.theme,
    terminalTheme: oneOf(TERMINAL_THEMES, from["terminalTheme"]) ?? USUAL.terminalTheme,
    fontSize: clampFontSize(from["fontSize"]),
    leader: LEADERS.find((leader) => leader.id === from["leader"])?.id ?? USUAL.leader,
    screenReader: flag("screenReader", USUAL.screenReader),
    railCollapsed: flag("railCollapsed", USUAL.railCollapsed),
    leaderTold: flag("leaderTold", USUAL.leaderTold),
  };
}

function oneOf<T>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}

export function clampFontSize(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return FONT_SIZE.usual;
  return Math.min(FONT_SIZE.max, Math.max(FONT_SIZE.min, Math.round(value)));
}

function load(): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    // Storage is off or holds something else: everyone may start with the usual.
    return USUAL;
  }
}

export const preferences = createStore<Preferences>(load());

/** Changes some of them, here and in every other tab of this browser. */
export function prefer(change: Partial<Preferences>): void {
  preferences.update((current) => ({ ...current, ...change }));
  localStorage.setItem(KEY, JSON.stringify(preferences.get()));
}

/** Takes over what another tab of this browser changed. Returns the way to stop. */
export function followOtherTabs(): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key === KEY) preferences.set(load());
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}
