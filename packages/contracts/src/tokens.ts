import { z } from "zod";
import { Id, Millis } from "./ids.ts";

/** What an API token may do, of what its owner may: look; look and work; everything but what asks for a password. */
export const TokenScope = z.enum(["read", "write", "admin"]);
export type TokenScope = z.infer<typeof TokenScope>;

/** An API token of Pilothouse, without its secret. */
export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  scope: TokenScope,
  /** The first characters, to recognise it by. */
  hint: z.string(),
  createdAt: Millis,
  expiresAt: Millis.nullable(),
  lastUsedAt: Millis.nullable(),
});
export interface ApiToken extends z.infer<typeof ApiToken> {}

export const CreateApiToken = z.object({
  name: z.string().trim().min(1, "name the token").max(100),
  scope: TokenScope.default("write"),
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
