import { PilothouseError } from "../error.ts";

/** Where a server at `url` answers calls. */
export function trpcUrl(url: string): URL {
  return addressOf(url, "trpc");
}

/** Where it answers plain HTTP, below its own path. */
export function addressOf(url: string, path: string): URL {
  const base = URL.parse(url);
  if (base?.protocol !== "http:" && base?.protocol !== "https:") {
    throw new PilothouseError({ kind: "invalid", message: `${url} is not an address such as http://127.0.0.1:7070` });
  }
  return new URL(path, base.href.endsWith("/") ? base : `${base.href}/`);
}

/** The same, for a socket. */
export function socketUrl(url: string): URL {
  const address = trpcUrl(url);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address;
}
