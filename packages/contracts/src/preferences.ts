import { z } from "zod";
import { Id } from "./ids.ts";
import { Layout } from "./layout.ts";
import { FONT_SIZE, GRAPHICS_PANES, LIMITS } from "./limits.ts";

/** What a person chose for the dashboard, by name. What is left out is as usual. */
export const PreferenceValues = z
  .object({
    theme: z.enum(["system", "light", "dark"]),
    terminalTheme: z.enum(["match", "dark", "light", "contrast"]),
    /** Pixels. */
    fontSize: z.number().int().min(FONT_SIZE.min).max(FONT_SIZE.max),
    /** Families in the order in which they are tried, as in CSS; empty: the dashboard's own. */
    fontFamily: z
      .string()
      .max(100)
      .regex(/^[\p{L}\p{N} ,'"_-]*$/u, "name fonts, separated by commas"),
    leader: z.enum(["ctrl-shift-space", "ctrl-shift-enter", "alt-shift-space"]),
    /** Terminals keep a copy of their screen for screen readers. */
    screenReader: z.boolean(),
    railCollapsed: z.boolean(),
    /** The hint about the leader key was read. */
    leaderTold: z.boolean(),
    /** Several lines are pasted without a question. */
    pasteUnasked: z.boolean(),
    /** Every program may write the clipboard. */
    clipboardAlways: z.boolean(),
    /** Terminals whose programs may write the clipboard, newest last. */
    clipboardTerminals: z.array(Id).max(LIMITS.clipboardTerminals),
    graphicsPanes: z.number().int().min(GRAPHICS_PANES.min).max(GRAPHICS_PANES.max),
    layout: Layout,
  })
  .partial();
export interface PreferenceValues extends z.infer<typeof PreferenceValues> {}

export const PreferenceName = PreferenceValues.keyof();
export type PreferenceName = z.infer<typeof PreferenceName>;

export const Preferences = z.object({
  /** Grows with each change; 0 before the first. */
  revision: z.number().int().nonnegative(),
  values: PreferenceValues,
});
export interface Preferences extends z.infer<typeof Preferences> {}

export const SetPreferences = z.object({
  /** Only these change; the others stay as they are. */
  values: PreferenceValues,
  /** The caller knows everything up to this revision: `conflict` when one of `values` was changed after it. Left out: the last one to write wins. */
  knownRevision: z.number().int().nonnegative().optional(),
});
export type SetPreferences = z.input<typeof SetPreferences>;
