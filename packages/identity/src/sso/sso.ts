import { LIMITS } from "@pilothouse/contracts";
import type { Core } from "../core.ts";
import { createGate, type Gate } from "../gate.ts";
import { type Attempts, createAttempts } from "./attempts.ts";
import type { SsoProviderSettings } from "./provider.ts";
import { type Discover, discoverLazily } from "./relying-party.ts";

/** This server as a client of one provider. */
export interface SsoClient {
  readonly settings: SsoProviderSettings;
  readonly discover: Discover;
}

/** What the verbs of single sign-on share. */
export interface Sso {
  readonly core: Core;
  readonly clients: ReadonlyMap<string, SsoClient>;
  readonly attempts: Attempts;
  /** So many ask providers at once. */
  readonly gate: Gate;
  readonly redirectUri: (provider: string) => string;
}

/** Where providers send people back to. */
export function callbackPath(provider: string): string {
  return `/api/sso/${provider}/callback`;
}

export function createSso(core: Core, providers: readonly SsoProviderSettings[]): Sso {
  return {
    core,
    clients: new Map(providers.map((settings) => [settings.id, { settings, discover: discoverLazily(settings, core.clock) }])),
    attempts: createAttempts(core.clock),
    gate: createGate({ atOnce: LIMITS.ssoExchanges, waiting: LIMITS.ssoExchangesWaiting }),
    redirectUri: (provider) => core.joining.urlOf(callbackPath(provider)),
  };
}
