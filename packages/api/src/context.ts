import type { TokenPair } from "@pilothouse/contracts";
import type { Actor, Fault, Guest, Logger } from "@pilothouse/platform";
import type { Allowance } from "./allowance.ts";
import type { Rates } from "./rates.ts";
import type { ClientOrigin, Services, SocketGate } from "./services.ts";

/** The browser's cookies of one HTTP exchange. */
export interface BrowserCookies {
  refreshToken(): string | null;
  set(tokens: TokenPair): void;
  clear(): void;
  /** What this browser keeps while somebody is away at a provider of identities. */
  readonly attempt: {
    get(): string | null;
    set(sealed: string): void;
    clear(): void;
  };
}

/** Made for each HTTP request and each socket. Making one never throws for a bad token: that gives `actor: null`. */
export interface Context {
  readonly actor: Actor | null;
  /** Why there is no actor, where somebody has to be told; `null` for what is no proof of identity at all. */
  readonly refusal: Fault | null;
  /** Who came by a share link instead, on a socket. */
  readonly guest: Guest | null;
  readonly client: ClientOrigin;
  /** The `Idempotency-Key` that came with the request; `null` on a socket, which asks for many things. */
  readonly requestKey: string | null;
  readonly services: Services;
  readonly log: Logger;
  /** `null` on a socket, which can set no cookies. */
  readonly cookies: BrowserCookies | null;
  /** `null` over HTTP: a stream there would outlive the proof it was opened with, so there are none. */
  readonly gate: SocketGate | null;
  /** One for the whole server. */
  readonly allowance: Allowance;
  /** The same. */
  readonly rates: Rates;
}
