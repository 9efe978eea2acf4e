import { z } from "zod";
import { Id, Millis } from "./ids.ts";

/** What a provider is called in addresses. */
export const SsoProviderId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A provider of identities that people may sign in with. */
export const SsoProvider = z.object({ id: SsoProviderId, name: z.string() });
export interface SsoProvider extends z.infer<typeof SsoProvider> {}

export const BeginSso = z.object({
  provider: SsoProviderId,
  /** The page of the dashboard to come back to. */
  return: z.string().max(2_000).optional(),
});
export type BeginSso = z.input<typeof BeginSso>;

export const LinkSso = z.object({
  provider: SsoProviderId,
  /** One's own, of an account that has one. */
  password: z.string().max(256).optional(),
});
export type LinkSso = z.input<typeof LinkSso>;

/** Where the browser goes next: a page of the provider. */
export const SsoRedirect = z.object({ url: z.url() });
export interface SsoRedirect extends z.infer<typeof SsoRedirect> {}

/** Somebody at a provider who signs in as the user. */
export const ConnectedSignIn = z.object({
  id: Id,
  /** The provider's name; of one that is not configured any more, its address. */
  provider: z.string(),
  /** What the provider said last. */
  email: z.string().nullable(),
  createdAt: Millis,
  lastUsedAt: Millis,
});
export interface ConnectedSignIn extends z.infer<typeof ConnectedSignIn> {}

/** Why somebody came back from a provider without being signed in. */
export const SsoProblem = z.enum([
  /** It took too long, was begun in another browser or under another address, or was used already. */
  "expired",
  /** The provider, or the person there, said no. */
  "denied",
  /** What the provider answered is not believed. */
  "invalid",
  /** The provider does not answer. */
  "unavailable",
  /** The provider does not vouch for the e-mail address. */
  "unverified",
  /** The person's domain or groups are not among those that may. */
  "not_allowed",
  /** The provider lists more groups than it can tell. */
  "too_many_groups",
  /** Nobody has made an account for this person. */
  "no_account",
  /** Their address belongs to an account that is not connected with them. */
  "not_connected",
  /** The account was disabled. */
  "disabled",
  /** Whom one wanted to connect with signs in as somebody else. */
  "taken",
  /** Too many sign-ins from there have failed. */
  "throttled",
  /** The server has no administrator yet. */
  "no_setup",
]);
export type SsoProblem = z.infer<typeof SsoProblem>;
