import { Email, LIMITS, PersonName } from "@pilothouse/contracts";
import { type Configuration, fetchUserInfo } from "openid-client";
import { normalEmail } from "../users.ts";
import type { SsoProviderSettings } from "./provider.ts";
import { SsoRefusal } from "./refusal.ts";

/** A person, as a provider vouches for one. */
export interface SsoPerson {
  readonly issuer: string;
  readonly subject: string;
  /** `null`: none that could be one. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly groups: readonly string[];
  /** When the provider said all this, in milliseconds since 1970. */
  readonly vouchedAt: number;
}

type Claims = Readonly<Record<string, unknown>>;

interface Answer {
  readonly idToken: Claims & { readonly iss: string; readonly sub: string; readonly iat: number };
  readonly accessToken: string;
}

/** Reads who signed in from a checked ID token, and asks the provider for what that leaves out. */
export async function readPerson(
  provider: SsoProviderSettings,
  configuration: Configuration,
  { idToken, accessToken }: Answer,
): Promise<SsoPerson> {
  const missing = idToken["email"] === undefined || (asksForGroups(provider) && idToken[provider.groupsClaim] === undefined);
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
  const more: Claims = missing && hasMore ? await fetchUserInfo(configuration, accessToken, idToken.sub) : {};
  // What is signed counts more. An e-mail address and whether it is verified come from the same place.
  const address: Claims = idToken["email"] === undefined ? more : idToken;
  const subject = provider.subjectClaim === "sub" ? idToken.sub : idToken[provider.subjectClaim];
  if (typeof subject !== "string" || subject === "")
    throw new SsoRefusal("invalid", `the ID token has no ${provider.subjectClaim}`);
  const { trustEmail } = provider.policy;
  return {
    issuer: idToken.iss,
    subject,
    email: emailOf(address["email"] ?? (trustEmail ? idToken["preferred_username"] : undefined)),
    emailVerified: trustEmail || address["email_verified"] === true,
    name: nameOf(idToken["name"] ?? more["name"]),
    groups: groupsOf(idToken, more, provider),
    vouchedAt: idToken.iat * 1_000,
  };
}

function asksForGroups({ policy: { allowedGroups, roles } }: SsoProviderSettings): boolean {
  return allowedGroups.length > 0 || roles.length > 0;
}

function groupsOf(idToken: Claims, more: Claims, provider: SsoProviderSettings): readonly string[] {
  const claim = idToken[provider.groupsClaim] ?? more[provider.groupsClaim];
  const list = Array.isArray(claim) ? claim : [claim];
  const groups = list.filter((group): group is string => typeof group === "string");
  // Microsoft leaves the groups of people with very many out and says where to ask: an address that is not to be believed.
  const left = groups.length === 0 && (idToken["_claim_names"] !== undefined || idToken["hasgroups"] === true);
  if (asksForGroups(provider) && (left || groups.length > LIMITS.ssoGroups))
    throw new SsoRefusal("too_many_groups", "the provider left the groups out, or names too many");
  return groups;
}

function emailOf(claim: unknown): string | null {
  const email = Email.safeParse(typeof claim === "string" ? normalEmail(claim) : null);
  return email.success ? email.data : null;
}

function nameOf(claim: unknown): string | null {
  const name = PersonName.safeParse(claim);
  return name.success ? name.data : null;
}
