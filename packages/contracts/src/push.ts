import { z } from "zod";

/** The address at a push service by which one browser is reached. */
export const PushEndpoint = z.object({ endpoint: z.url({ protocol: /^https$/ }).max(2_048) });
export interface PushEndpoint extends z.infer<typeof PushEndpoint> {}

/** A browser that wants notifications, as its `PushSubscription.toJSON()` has it. */
export const PushDevice = PushEndpoint.extend({
  keys: z.object({
    /** Public key, 65 bytes in base64url. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    /** Secret that its notifications are sealed with, 16 bytes in base64url. */
    auth: z.string().regex(/^[\w-]{22}(?:==)?$/),
  }),
});
export interface PushDevice extends z.infer<typeof PushDevice> {}

export const PushKey = z.object({
  /** The server's key, by which a browser knows its notifications; base64url. */
  publicKey: z.string(),
  /** One's own devices that are sent notifications. */
  endpoints: z.array(z.string()),
});
export interface PushKey extends z.infer<typeof PushKey> {}

/** How many of one's devices a push service took a notification for. */
export const PushTest = z.object({ sent: z.number().int().nonnegative(), failed: z.number().int().nonnegative() });
export interface PushTest extends z.infer<typeof PushTest> {}
