import { z } from "zod";
import { Millis } from "./ids.ts";

/** Six digits of a device, or a recovery code. Spaces and dashes do not matter. */
export const SecondFactorCode = z
  .string()
  .max(64)
  .transform((text) => text.replaceAll(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[a-z2-7]{16})$/, "enter the six digits that your device shows, or a recovery code"));

/** What is asked for at a sign-in beside the password. */
export const SecondFactor = z.object({
  /** Since when a device's codes are asked for; `null`: they are not. */
  since: Millis.nullable(),
  recoveryCodesLeft: z.number().int(),
});
export interface SecondFactor extends z.infer<typeof SecondFactor> {}

export const ProvePassword = z.object({
  /** One's own. */
  password: z.string().max(256),
});
export type ProvePassword = z.input<typeof ProvePassword>;

/** What a device needs to make codes. Nothing shows it again. */
export const NewSecondFactor = z.object({
  /** Base32, to be typed. */
  secret: z.string(),
  /** The same as `otpauth:`, to be shown as a picture that a device reads. */
  uri: z.string(),
});
export interface NewSecondFactor extends z.infer<typeof NewSecondFactor> {}

export const ConfirmSecondFactor = z.object({ code: SecondFactorCode });
export type ConfirmSecondFactor = z.input<typeof ConfirmSecondFactor>;

export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export interface RecoveryCodes extends z.infer<typeof RecoveryCodes> {}
