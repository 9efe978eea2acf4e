import { isIP } from "node:net";
import { Fault } from "@pilothouse/platform";
import type { Client } from "../core.ts";

/** Where passkeys are made and used: they belong to the name of a site. */
export interface Site {
  readonly origin: string;
  /** What WebAuthn calls the RP ID. */
  readonly rpId: string;
}

/**
 * The site whose page asks; that it is one of the server's own was checked when the request came. Fault `unavailable` where
 * browsers have no passkeys: without a name, or without TLS anywhere but on this machine.
 */
export function siteOf({ origin }: Client): Site {
  const url = origin === undefined || !URL.canParse(origin) ? null : new URL(origin);
  if (!url) throw new Fault("invalid", "passkeys are used by browsers, over HTTP");
  const named = isIP(url.hostname.replace(/^\[|\]$/g, "")) === 0;
  if (!named)
    throw new Fault(
      "unavailable",
      `passkeys need a name in the address: open ${url.protocol}//localhost:${url.port} instead, or set PILOTHOUSE_PUBLIC_URL`,
    );
  if (url.protocol !== "https:" && url.hostname !== "localhost") throw new Fault("unavailable", "passkeys need https://");
  return { origin: url.origin, rpId: url.hostname };
}
