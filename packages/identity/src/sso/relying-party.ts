import { LIMITS } from "@pilothouse/contracts";
import type { Clock } from "@pilothouse/platform";
import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from "openid-client";
import type { SsoProviderSettings } from "./provider.ts";
import { fetchFrom } from "./provider-fetch.ts";

/** What a provider says of itself. Rejects when it does not answer; one that just failed is not asked again at once. */
export type Discover = () => Promise<Configuration>;

/** Asks a provider for the first who signs in with it, and again after an hour. */
export function discoverLazily(provider: SsoProviderSettings, clock: Clock): Discover {
  let known: { readonly answer: Promise<Configuration>; until: number } | null = null;
  return () => {
    if (known && clock.now() < known.until) return known.answer;
    const entry = { answer: discover(provider), until: clock.now() + LIMITS.ssoDiscoveryMs };
    entry.answer.catch(() => {
      entry.until = clock.now() + LIMITS.ssoRetryMs;
    });
    known = entry;
    return entry.answer;
  };
}

async function discover({ issuer, clientId, clientSecret, algorithm }: SsoProviderSettings): Promise<Configuration> {
  const authentication = clientSecret === null ? None() : ClientSecretBasic(clientSecret);
  // Plain HTTP is for providers on this machine alone; the settings refuse all others.
  const plain = issuer.protocol === "http:" ? [allowInsecureRequests] : [];
  const metadata = {
    id_token_signed_response_alg: algorithm,
    token_endpoint_auth_method: clientSecret === null ? "none" : "client_secret_basic",
  };
  return discovery(issuer, clientId, metadata, authentication, {
    timeout: LIMITS.ssoAnswerMs / 1_000,
    [customFetch]: fetchFrom(issuer),
    // Without it the library takes an ID token that came over TLS for good without looking at its signature.
    execute: [enableNonRepudiationChecks, ...plain],
  });
}
