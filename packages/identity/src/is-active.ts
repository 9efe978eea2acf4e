import type { Actor } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { findApiToken, findLogin, holds } from "./proofs.ts";

/**
 * Whether this actor's login or API token still holds and the user's role is the same, for sockets that stay open. The
 * end of the access token that opened one does not matter: the login behind it does.
 */
export async function isActive(core: Pick<Core, "db" | "clock">, actor: Actor): Promise<boolean> {
  const proof =
    actor.via.kind === "login"
      ? await findLogin(core, actor.via.loginId)
      : await findApiToken(core, { column: "id", value: actor.via.tokenId });
  return proof !== undefined && proof.role === actor.role && holds(proof, core.clock.now());
}
