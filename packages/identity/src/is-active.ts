import type { Actor } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { findApiToken, findIdentityProof, findLogin, holds, type Proof } from "./proofs.ts";

/**
 * Whether this actor's login, API token or identity at Microsoft still holds and the user's role is the same, for sockets that stay open. The
 * end of the access token that opened one does not matter: the login behind it does.
 */
export async function isActive(core: Pick<Core, "db" | "clock">, actor: Actor): Promise<boolean> {
  const proof = await findProof(core, actor.via);
  return proof !== undefined && proof.role === actor.role && holds(proof, core.clock.now());
}

function findProof(core: Pick<Core, "db">, via: Actor["via"]): Promise<Proof | undefined> {
  if (via.kind === "login") return findLogin(core, via.loginId);
  if (via.kind === "token") return findApiToken(core, { column: "id", value: via.tokenId });
  return findIdentityProof(core, { id: via.identityId });
}
