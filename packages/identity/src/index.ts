export type { Audit } from "./audit/open-audit.ts";
export type { Client, Joining } from "./core.ts";
export type { Mail, Mailer } from "./mailer.ts";
export { type Identity, type IdentityDeps, openIdentity } from "./open-identity.ts";
export type { RevokedEvent } from "./revocations.ts";
export type { IdentitySettings } from "./settings.ts";
export type { SigningKeys } from "./signing-keys/open-signing-keys.ts";
export type { SignedIn } from "./sign-in.ts";
