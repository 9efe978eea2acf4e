import type { Role } from "@pilothouse/contracts";

/** Which people of a provider may come in, and as what. */
export interface AccountPolicy {
  /** Domains of e-mail addresses; empty: all. */
  readonly allowedDomains: readonly string[];
  /** Groups of which one is enough; empty: all. */
  readonly allowedGroups: readonly string[];
  /** The role that each group gives, `*` for everyone; empty: roles are given here, and who is new is a member. */
  readonly roles: readonly GroupRole[];
  /** Whether who is new gets an account. */
  readonly createAccounts: boolean;
  /** Whether who is new is taken for the user with the same verified e-mail address. */
  readonly linkByEmail: boolean;
  /** Whether the provider's e-mail addresses count as verified, whatever it says of them. */
  readonly trustEmail: boolean;
}

export interface GroupRole {
  readonly group: string;
  readonly role: Role;
}

/** Public-key algorithms of JWS (RFC 7518, RFC 8037). */
export const SSO_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"] as const;
export type SsoAlgorithm = (typeof SSO_ALGORITHMS)[number];

/** A provider of identities that speaks OpenID Connect. */
export interface SsoProviderSettings {
  readonly id: string;
  /** For people to read. */
  readonly name: string;
  readonly issuer: URL;
  readonly clientId: string;
  /** `null`: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  readonly scopes: string;
  /** The one algorithm that its ID tokens are signed with. */
  readonly algorithm: SsoAlgorithm;
  /** The claim that names a person for ever; `oid` at Microsoft. */
  readonly subjectClaim: "sub" | "oid";
  readonly groupsClaim: string;
  readonly policy: AccountPolicy;
}
