import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { TerminalStatus } from "./terminals.ts";

const MINUTE_MS = 60_000;

/** `live`: the screen when somebody comes, and what is printed from then on. `recording`: what was printed before the link was made, and nothing since. */
export const ShareKind = z.enum(["live", "recording"]);
export type ShareKind = z.infer<typeof ShareKind>;

/** A link by which somebody without an account may look at a terminal, without its secret. */
export const Share = z.object({
  id: Id,
  terminalId: Id,
  kind: ShareKind,
  createdAt: Millis,
  expiresAt: Millis,
  /** How many look through it now. */
  viewers: z.number().int(),
});
export interface Share extends z.infer<typeof Share> {}

export const CreateShare = z.object({
  terminalId: Id,
  kind: ShareKind.default("live"),
  expiresInMinutes: z
    .number()
    .int()
    .min(1)
    .max(LIMITS.longestShareLifeMs / MINUTE_MS)
    .default(LIMITS.shareLifeMs / MINUTE_MS),
});
export type CreateShare = z.input<typeof CreateShare>;

export const CreatedShare = z.object({
  share: Share,
  /** Comes behind the `#` of `/s#`, so that no server is sent it in an address. Shown once and never again. */
  token: z.string(),
});
export interface CreatedShare extends z.infer<typeof CreatedShare> {}

export const ListShares = z.object({ terminalId: Id });

export const OpenShare = z.object({ token: z.string().max(200) });

/** What a guest is told of the terminal, and what the guest's socket identifies itself with. */
export const OpenedShare = z.object({
  ticket: z.string(),
  terminalId: Id,
  kind: ShareKind,
  title: z.string(),
  status: TerminalStatus,
  cols: z.number().int(),
  rows: z.number().int(),
  /** What the user who made the link was called then. */
  sharedBy: z.string(),
  expiresAt: Millis,
  /** Output is shown up to here; `null`: up to its end. */
  untilOffset: z.number().int().nonnegative().nullable(),
});
export interface OpenedShare extends z.infer<typeof OpenedShare> {}
