import { isLoopback } from "../env.ts";

/** Which names this server answers to. Everything else may be DNS rebinding or a foreign page. */
export interface Origins {
  /** Whether a `Host` header names this server. */
  allowsHost(host: string | undefined): boolean;
  /** Whether an `Origin` header names a page of this server. */
  allowsOrigin(origin: string): boolean;
}

/** Loopback names on any port, since a tunnel may move it, and the public address. */
export function createOrigins(publicUrl: URL | null): Origins {
  const allows = (url: URL | null) => url !== null && (isLoopback(url.hostname) || url.host === publicUrl?.host);
  return {
    allowsHost: (host) => host !== undefined && allows(parse(`http://${host}`)),
    allowsOrigin: (origin) => {
      const url = parse(origin);
      return allows(url) && (isLoopback(url?.hostname ?? "") || url?.origin === publicUrl?.origin);
    },
  };
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
