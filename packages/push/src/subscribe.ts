import { LIMITS, type PushDevice, type PushEndpoint, type PushKey } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import type { Core } from "./core.ts";

export async function pushKey({ db, keys }: Core, { userId }: Actor): Promise<PushKey> {
  const devices = await db
    .selectFrom("pushDevices")
    .select(["endpoint", "name", "createdAt"])
    .where("userId", "=", userId)
    .orderBy("id", "desc")
    .execute();
  return { publicKey: keys.publicKey, devices };
}

/**
 * Sends notifications to this device until the actor's sign-in or token is revoked. Fault `invalid` for an endpoint that is no
 * public push service, `forbidden` for a token of Microsoft Entra ID, `conflict` when it is somebody else's and the caller does not have its secret.
 */
export async function subscribe({ db, door, clock }: Core, actor: Actor, device: PushDevice): Promise<void> {
  const { endpoint, keys, name = "" } = device;
  if (!door.allows(new URL(endpoint))) throw new Fault("invalid", "the endpoint is no public push service");
  const { userId, via } = actor;
  // There is no telling when such a token is taken back, and so when to stop.
  if (via.kind === "entra") throw new Fault("forbidden", "a token of Microsoft Entra ID subscribes no device; sign in");
  await db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom("pushDevices").selectAll().where("endpoint", "=", endpoint).executeTakeFirst();
    if (known && known.userId !== userId && known.auth !== keys.auth)
      throw new Fault("conflict", "this device is subscribed by somebody else; unsubscribe it in the browser first");
    await trx.deleteFrom("pushDevices").where("endpoint", "=", endpoint).execute();
    const proof = {
      loginId: via.kind === "login" ? via.loginId : null,
      tokenId: via.kind === "token" ? via.tokenId : null,
    };
    await trx
      .insertInto("pushDevices")
      .values({ id: newId(), userId, endpoint, name, ...keys, ...proof, createdAt: clock.now() })
      .execute();
    const newest = await trx
      .selectFrom("pushDevices")
      .select("id")
      .where("userId", "=", userId)
      .orderBy("id", "desc")
      .limit(LIMITS.pushDevicesPerUser)
      .execute();
    const kept = newest.map(({ id }) => id);
    await trx.deleteFrom("pushDevices").where("userId", "=", userId).where("id", "not in", kept).execute();
  });
}

export async function unsubscribe({ db }: Core, { userId }: Actor, { endpoint }: PushEndpoint): Promise<void> {
  await db.deleteFrom("pushDevices").where("userId", "=", userId).where("endpoint", "=", endpoint).execute();
}
