import { z } from "zod";
import { Id, Millis } from "./ids.ts";

/** An API token of Pilothouse, without its secret. */
export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  /** The first characters, to recognise it by. */
  hint: z.string(),
  createdAt: Millis,
  expiresAt: Millis.nullable(),
  lastUsedAt: Millis.nullable(),
});
export interface ApiToken extends z.infer<typeof ApiToken> {}

export const CreateApiToken = z.object({
  name: z.string().trim().min(1, "name the token").max(100),
  /** Days until it ends; left out, it lasts until it is revoked. */
  expiresInDays: z.number().int().min(1).max(3_650).optional(),
});
export type CreateApiToken = z.input<typeof CreateApiToken>;

export const CreatedApiToken = z.object({
  token: ApiToken,
  /** Shown once and never again. */
  secret: z.string(),
});
export interface CreatedApiToken extends z.infer<typeof CreatedApiToken> {}
