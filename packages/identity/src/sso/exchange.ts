import { Fault, messageOf } from "@pilothouse/platform";
import { AuthorizationResponseError, authorizationCodeGrant, ClientError, ResponseBodyError } from "openid-client";
import { beginExchange } from "../throttle.ts";
import type { Client } from "../core.ts";
import type { Attempt } from "./attempts.ts";
import { readPerson, type SsoPerson } from "./claims.ts";
import { ProviderUnreachable } from "./provider-fetch.ts";
import { SsoRefusal } from "./refusal.ts";
import type { Sso, SsoClient } from "./sso.ts";

/**
 * Exchanges the code that somebody brought back for who they are. Throws an `SsoRefusal` for everything else. A code that
 * the provider does not take counts as a failed sign-in from there.
 */
export async function exchange(
  sso: Sso,
  { attempt, query, client }: { readonly attempt: Attempt; readonly query: string; readonly client: Client },
): Promise<SsoPerson> {
  const provider = sso.clients.get(attempt.provider);
  if (!provider) throw new SsoRefusal("expired", "the provider is gone");
  const forgive = await beginExchange(sso.core, client.address).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    sso.core.throttled.note(client.address);
    throw new SsoRefusal("throttled", error.message);
  });
  try {
    const person = await sso.gate(() => ask(sso, provider, { attempt, query }));
    await forgive();
    return person;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.problem !== "invalid") await forgive();
    throw refusal;
  }
}

async function ask(sso: Sso, { settings, discover }: SsoClient, { attempt, query }: { attempt: Attempt; query: string }) {
  const configuration = await discover();
  const url = new URL(sso.redirectUri(settings.id));
  url.search = query;
  const answer = await authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  });
  const idToken = answer.claims();
  if (!idToken) throw new SsoRefusal("invalid", "there is no ID token");
  return readPerson(settings, configuration, { idToken, accessToken: answer.access_token });
}

/** What the library says may hold tokens: the message and a code are all that is kept. */
function refusalOf(error: unknown): SsoRefusal {
  if (error instanceof SsoRefusal) return error;
  if (error instanceof AuthorizationResponseError) return new SsoRefusal("denied", `the provider says ${error.error}`);
  if (error instanceof Fault || isUnreachable(error)) return new SsoRefusal("unavailable", messageOf(error));
  const code = error instanceof ResponseBodyError ? error.error : error instanceof ClientError ? error.code : undefined;
  return new SsoRefusal("invalid", code === undefined ? messageOf(error) : `${messageOf(error)} (${code})`);
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof ProviderUnreachable) return true;
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause);
}
