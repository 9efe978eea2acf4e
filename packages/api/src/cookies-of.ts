import { Fault } from "@pilothouse/platform";
import type { BrowserCookies, Context } from "./context.ts";

/** Fault `invalid` on a socket, which has none. */
export function cookiesOf(ctx: Pick<Context, "cookies">): BrowserCookies {
  if (!ctx.cookies) throw new Fault("invalid", "cookies can only be set over HTTP, not over a socket");
  return ctx.cookies;
}
