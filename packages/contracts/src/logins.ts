import { z } from "zod";
import { Id, Millis } from "./ids.ts";

/** One sign-in, on one device. */
export const Login = z.object({
  id: Id,
  /** Such as `Firefox on Linux`, from what the device said of itself. */
  device: z.string(),
  /** Where it was last used from. */
  address: z.string(),
  createdAt: Millis,
  lastSeenAt: Millis,
  expiresAt: Millis,
  /** The one that asks. */
  current: z.boolean(),
});
export interface Login extends z.infer<typeof Login> {}

/** Left out: one's own. Another user's, for administrators. */
export const ListLogins = z.object({ userId: Id.optional() }).default({});
export type ListLogins = z.input<typeof ListLogins>;
