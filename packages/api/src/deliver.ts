import type { LoginResult, TokenTransport } from "@pilothouse/contracts";
import type { Context } from "./context.ts";
import { cookiesOf } from "./cookies-of.ts";
import type { SignedIn } from "./services.ts";

/** Hands out the tokens of a sign-in, as cookies for a browser. */
export function deliver(ctx: Context, transport: TokenTransport, { user, tokens, accessExpiresAt }: SignedIn): LoginResult {
  if (transport === "bearer") return { user, accessExpiresAt, tokens };
  cookiesOf(ctx).set(tokens);
  return { user, accessExpiresAt, tokens: null };
}
