import { LIMITS, type PushDevice, type PushEndpoint, type PushTest } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "./core.ts";
import { deliver } from "./deliver.ts";
import { publicDoor, type PushDoor } from "./door.ts";
import { type Notice, TEST_NOTICE } from "./notice.ts";
import { pushKey, subscribe, unsubscribe } from "./subscribe.ts";
import { loadVapidKeys } from "./vapid-keys.ts";

export interface PushOptions extends Pick<Core, "db" | "clock" | "log"> {
  /** The data dir; the key is in its `keys` folder. */
  readonly folder: string;
  /** Where people reach this server, for push services that have a complaint. */
  readonly contact: string | null;
  readonly door?: PushDoor;
  readonly retryMs?: number;
}

/** Whose proof of identity ended: all of a user's, or one login, or one API token. */
interface Revoked {
  readonly userId: string;
  readonly loginId?: string;
  readonly tokenId?: string;
}

/** Notifications on people's devices. Fault `unavailable` when the key cannot be used safely. */
export async function openPush({ folder, contact, door = publicDoor, retryMs = LIMITS.pushRetryMs, ...options }: PushOptions) {
  const end = new AbortController();
  const subject = contact ?? "mailto:pilothouse@example.org";
  const core: Core = { ...options, keys: await loadVapidKeys(folder), subject, door, retryMs, ended: end.signal };
  const underWay = new Set<Promise<unknown>>();
  const testing = new Set<string>();

  const track = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const send = async (userId: string, notice: Notice): Promise<boolean[]> => {
    const devices = await core.db.selectFrom("pushDevices").selectAll().where("userId", "=", userId).execute();
    return Promise.all(devices.map((device) => deliver(core, device, notice)));
  };
  const inBackground = (work: Promise<unknown>): void => {
    track(work).catch((error: unknown) => core.log.error({ err: error }, "notifications failed"));
  };
  return {
    key: (actor: Actor) => pushKey(core, actor),
    subscribe: (actor: Actor, device: PushDevice) => subscribe(core, actor, device),
    unsubscribe: (actor: Actor, device: PushEndpoint) => unsubscribe(core, actor, device),
    async test({ userId }: Actor): Promise<PushTest> {
      if (testing.has(userId) || underWay.size >= LIMITS.pushesUnderWay)
        throw new Fault("quota", "a test is under way already; try again when it is done");
      testing.add(userId);
      const taken = await track(send(userId, TEST_NOTICE)).finally(() => testing.delete(userId));
      const sent = taken.filter(Boolean).length;
      return { sent, failed: taken.length - sent };
    },
    /** Sends a notice to all of a user's devices, without waiting for it. */
    tell(userId: string, notice: Notice): void {
      if (end.signal.aborted) return;
      if (underWay.size < LIMITS.pushesUnderWay) inBackground(send(userId, notice));
      else core.log.warn({ userId }, "too many notifications are under way; one was dropped");
    },
    /** Devices are sent nothing more once the sign-in that subscribed them is over. */
    revoke({ userId, loginId, tokenId }: Revoked): void {
      let gone = core.db.deleteFrom("pushDevices").where("userId", "=", userId);
      if (loginId !== undefined) gone = gone.where("loginId", "=", loginId);
      if (tokenId !== undefined) gone = gone.where("tokenId", "=", tokenId);
      inBackground(gone.execute());
    },
    async [Symbol.asyncDispose](): Promise<void> {
      end.abort();
      await Promise.allSettled(underWay);
    },
  };
}
