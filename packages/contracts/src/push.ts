import { z } from "zod";
import { LIMITS } from "./limits.ts";

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
  /** What its owner knows it by, such as `Firefox on Linux`. */
  name: z.string().trim().max(LIMITS.pushNameCharacters).optional(),
});
export interface PushDevice extends z.infer<typeof PushDevice> {}

/** One of the caller's devices that are sent notifications. */
export const PushSubscribed = PushEndpoint.extend({
  name: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.number().int().nonnegative(),
});
export interface PushSubscribed extends z.infer<typeof PushSubscribed> {}

export const PushKey = z.object({
  /** The server's key, by which a browser knows its notifications; base64url. */
  publicKey: z.string(),
  /** One's own devices that are sent notifications, the newest first. */
  devices: z.array(PushSubscribed),
});
export interface PushKey extends z.infer<typeof PushKey> {}

/** How many of one's devices a push service took a notification for. */
export const PushTest = z.object({ sent: z.number().int().nonnegative(), failed: z.number().int().nonnegative() });
export interface PushTest extends z.infer<typeof PushTest> {}
