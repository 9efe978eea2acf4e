import { isLoopback } from "../loopback.ts";

/** Which names this server answers to. Everything else may be DNS rebinding or a foreign page. */
export interface Origins {
  /** Whether a `Host` header names this server. */
  allowsHost(host: string | undefined): boolean;
  /** Whether an `Origin` header names a page of this server, as it was reached under this `Host`. */
  allowsOrigin(origin: string, host: string | undefined): boolean;
}

/**
 * The public address, and loopback names on any port, since a tunnel may move it: a page's port is then the one it asks.
 * Another port of this machine is a foreign page, such as what an agent serves there, and cookies do not tell it apart.
 */
export function createOrigins(publicUrl: URL | null): Origins {
  const allows = (url: URL | null) => url !== null && (isLoopback(url.hostname) || url.host === publicUrl?.host);
  return {
    allowsHost: (host) => allows(named(host)),
    allowsOrigin: (origin, host) => {
      const url = parse(origin);
      if (url === null) return false;
      return url.origin === publicUrl?.origin || (isLoopback(url.hostname) && url.host === named(host)?.host);
    },
  };
}

function named(host: string | undefined): URL | null {
  return host === undefined ? null : parse(`http://${host}`);
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
