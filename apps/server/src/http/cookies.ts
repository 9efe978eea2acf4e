import type { BrowserCookies } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import { parseCookie, stringifySetCookie } from "cookie";

const REFRESH_SECONDS = 30 * 24 * 60 * 60;
const ACCESS_SECONDS = 15 * 60;

/** The names a browser keeps the tokens under. */
export interface CookieNames {
  readonly access: string;
  readonly refresh: string;
  /** Of somebody who is away at a provider of identities. */
  readonly attempt: string;
  readonly secure: boolean;
}

/**
 * Behind TLS the `__Host-` prefix binds a cookie to this host. Cookies ignore ports, so a port that people name is part
 * of the name: two servers on one machine do not sign each other out.
 */
export function cookieNames({ secure, port }: { secure: boolean; port: string }): CookieNames {
  const prefix = `${secure ? "__Host-" : ""}pilothouse${port === "" ? "" : `_${port}`}`;
  return { access: `${prefix}_access`, refresh: `${prefix}_refresh`, attempt: `${prefix}_sso`, secure };
}

export function readCookie(header: string | undefined, name: string): string | null {
  return (header && parseCookie(header)[name]) || null;
}

/** The cookies of one HTTP exchange: read from its header, set through `send`. */
export function browserCookies(names: CookieNames, header: string | undefined, send: (cookie: string) => void): BrowserCookies {
  const put = (name: string, value: string, maxAge: number) =>
    send(stringifySetCookie({ name, value, maxAge, path: "/", httpOnly: true, sameSite: "lax", secure: names.secure }));
  return {
    refreshToken: () => readCookie(header, names.refresh),
    set: (tokens) => {
      put(names.access, tokens.accessToken, ACCESS_SECONDS);
      put(names.refresh, tokens.refreshToken, REFRESH_SECONDS);
    },
    clear: () => {
      put(names.access, "", 0);
      put(names.refresh, "", 0);
    },
    attempt: {
      get: () => readCookie(header, names.attempt),
      set: (sealed) => put(names.attempt, sealed, LIMITS.ssoAttemptMs / 1_000),
      clear: () => put(names.attempt, "", 0),
    },
  };
}
