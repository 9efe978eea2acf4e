import type { LinkSso } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Client } from "../core.ts";
import { NO_PASSWORD } from "../password-hasher.ts";
import { provePassword } from "../prove-password.ts";
import { beginSso, type BegunSso } from "./begin-sso.ts";
import type { Sso } from "./sso.ts";

/**
 * Begins to connect a provider: whoever signs in there comes in as the actor from then on. So it takes the actor's
 * password, where there is one (the fact `password` says so); who has none came by a provider. Faults as `beginSso` and `provePassword`.
 */
export async function beginLink(
  sso: Sso,
  actor: Actor,
  { provider, password, client }: LinkSso & { readonly client: Client },
): Promise<BegunSso> {
  const { userId, via } = actor;
  if (via.kind !== "login") throw new Fault("forbidden", "an API token cannot do this; sign in");
  const found = sso.core.db.selectFrom("users").select("passwordHash").where("id", "=", userId);
  const user = await found.executeTakeFirst();
  if (user?.passwordHash !== NO_PASSWORD) {
    if (password === undefined) throw new Fault("forbidden", "this takes your password", { password: "needed" });
    await provePassword(sso.core, actor, { password, client, action: "auth.sso.link" });
  }
  return beginSso(sso, { provider, return: "/settings", link: { userId, loginId: via.loginId } });
}
