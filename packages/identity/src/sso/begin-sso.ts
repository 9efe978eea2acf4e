import type { SsoRedirect } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from "openid-client";
import { newSecret } from "../secrets.ts";
import type { Attempt } from "./attempts.ts";
import type { Sso, SsoClient } from "./sso.ts";

/** The page to go to, and what the browser keeps until it comes back. */
export interface BegunSso extends SsoRedirect {
  readonly attempt: string;
}

/**
 * Begins a sign-in with a provider, or to connect one. Fault `not_found` for a provider that there is not, `unavailable`
 * while it does not answer.
 */
export async function beginSso(
  sso: Sso,
  { provider: id, return: back, link }: { provider: string; return: string; link: Attempt["link"] },
): Promise<BegunSso> {
  const provider = sso.clients.get(id);
  if (!provider) throw new Fault("not_found", "there is no such way to sign in");
  const configuration = await answeredBy(sso, provider);
  const attempt = { provider: id, state: newSecret(), nonce: newSecret(), verifier: newSecret(), return: back, link };
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: sso.redirectUri(id),
    scope: provider.settings.scopes,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, attempt: sso.attempts.seal(attempt) };
}

async function answeredBy({ core }: Sso, { settings, discover }: SsoClient): Promise<Configuration> {
  try {
    return await discover();
  } catch (error) {
    core.log.warn({ provider: settings.id, err: error }, "a provider of identities cannot be used");
    throw new Fault("unavailable", `${settings.name} does not answer; try again, or sign in with your password`);
  }
}
