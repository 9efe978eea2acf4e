import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";

/** What a key is called where it is used. */
export const ApiKeyName = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "a key's name has letters, digits, dots, dashes and underscores");

const Value = z
  .string()
  .min(1, "enter the key")
  .max(LIMITS.apiKeyCharacters)
  .regex(/^[^\p{Cc}\s]+$/u, "a key has no spaces and no control characters");

/** A key of another service that is kept in the vault. Nothing shows the key itself again. */
export const ApiKey = z.object({
  id: Id,
  name: ApiKeyName,
  /** The last characters, to recognise it by; empty for a short one. */
  hint: z.string(),
  createdAt: Millis,
  updatedAt: Millis,
  /** When a terminal got it last. */
  lastUsedAt: Millis.nullable(),
});
export interface ApiKey extends z.infer<typeof ApiKey> {}

export const CreateApiKey = z.object({ name: ApiKeyName, value: Value });
export type CreateApiKey = z.input<typeof CreateApiKey>;

export const UpdateApiKey = z.object({ id: Id, name: ApiKeyName.optional(), value: Value.optional() });
export type UpdateApiKey = z.input<typeof UpdateApiKey>;

export const EnvName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a variable's name has letters, digits and underscores")
  .max(128);

/** A key that a terminal's program finds in its environment. */
export const ApiKeyGrant = z.object({
  /** Which one of the owner's. */
  name: ApiKeyName,
  /** The variable that holds it. */
  as: EnvName,
});
export interface ApiKeyGrant extends z.infer<typeof ApiKeyGrant> {}

export const ApiKeyGrants = z
  .array(ApiKeyGrant)
  .max(LIMITS.apiKeysPerTerminal)
  .refine((grants) => new Set(grants.map(({ as }) => as)).size === grants.length, "two keys cannot be in one variable");

export const VaultStatus = z.object({
  /** Why nothing in it can be read or kept now; `null`: it works. */
  locked: z.string().nullable(),
});
export interface VaultStatus extends z.infer<typeof VaultStatus> {}

export const RotatedVault = z.object({
  /** The number of the master key that seals from now on. */
  version: z.number().int(),
  /** How much was sealed with it anew. */
  rewrapped: z.number().int(),
});
export interface RotatedVault extends z.infer<typeof RotatedVault> {}
