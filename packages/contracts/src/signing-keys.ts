import { z } from "zod";
import { Millis } from "./ids.ts";

/** Names one of the keys of access tokens, in their headers too. */
export const SigningKeyId = z.string().min(1).max(64);

/** A key of the access tokens; the key itself is never shown. */
export const SigningKey = z.object({
  id: z.string(),
  createdAt: Millis,
  /** When the last token that it signed ends, and the key with it; `null` for the one that signs. */
  endsAt: Millis.nullable(),
});
export interface SigningKey extends z.infer<typeof SigningKey> {}
