import { z } from "zod";
import { TokenTransport } from "./auth.ts";
import { Id, Millis } from "./ids.ts";
import { ProvePassword } from "./second-factor.ts";

const Base64Url = z
  .string()
  .max(16_384)
  .regex(/^[\w-]*$/);

/** What a device made, that signs in without a password. */
export const Passkey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Millis,
  lastUsedAt: Millis.nullable(),
});
export interface Passkey extends z.infer<typeof Passkey> {}

export const BeginPasskey = ProvePassword;
export type BeginPasskey = z.input<typeof BeginPasskey>;

/** What a browser makes a passkey of (WebAuthn Level 3, `PublicKeyCredentialCreationOptionsJSON`). */
export const PasskeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.number() })),
  timeout: z.number(),
  excludeCredentials: z.array(z.object({ type: z.literal("public-key"), id: z.string() })),
  authenticatorSelection: z.object({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: z.literal("required"),
  }),
  attestation: z.literal("none"),
});
export interface PasskeyCreation extends z.infer<typeof PasskeyCreation> {}

/** What a browser asks a device with (WebAuthn Level 3, `PublicKeyCredentialRequestOptionsJSON`). */
export const PasskeyRequest = z.object({
  rpId: z.string(),
  challenge: z.string(),
  timeout: z.number(),
  userVerification: z.literal("required"),
});
export interface PasskeyRequest extends z.infer<typeof PasskeyRequest> {}

const Credential = { id: Base64Url.max(1_400), rawId: Base64Url.max(1_400), type: z.literal("public-key") };

/** What the device answered (`RegistrationResponseJSON`); of it, what is needed. */
export const PasskeyMade = z.object({
  ...Credential,
  response: z.object({ clientDataJSON: Base64Url, attestationObject: Base64Url }),
});
export interface PasskeyMade extends z.infer<typeof PasskeyMade> {}

/** The same of a sign-in (`AuthenticationResponseJSON`). */
export const PasskeyShown = z.object({
  ...Credential,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.max(200),
  }),
});
export interface PasskeyShown extends z.infer<typeof PasskeyShown> {}

export const AddPasskey = z.object({
  name: z.string().trim().min(1, "enter a name").max(100, "use at most 100 characters"),
  made: PasskeyMade,
});
export type AddPasskey = z.input<typeof AddPasskey>;

export const PasskeySignIn = z.object({ shown: PasskeyShown, transport: TokenTransport.default("bearer") });
export type PasskeySignIn = z.input<typeof PasskeySignIn>;
