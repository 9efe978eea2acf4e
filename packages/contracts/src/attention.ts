import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";

/** `waiting`: it asks. `finished`: it is done, and nobody saw. `failed`: it ended badly, and nobody saw. */
export const AttentionKind = z.enum(["waiting", "finished", "failed"]);
export type AttentionKind = z.infer<typeof AttentionKind>;

/** Why a terminal needs its owner. */
export const TerminalAttention = z.object({
  kind: AttentionKind,
  since: Millis,
  /** From the program, so not to be trusted. */
  message: z.string().nullable(),
});
export interface TerminalAttention extends z.infer<typeof TerminalAttention> {}

/** What a person sees now on one device; to be said again within `LIMITS.lookMs`, and when it changes. */
export const Look = z.object({
  /** Names the tab or the program that shows them. */
  deviceId: Id,
  /** Terminals in front of the person's eyes: on a visible page that has the focus. Empty: none any more. */
  ids: z.array(Id).max(LIMITS.lookedAtTerminals),
});
export type Look = z.input<typeof Look>;
