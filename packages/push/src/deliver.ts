import { setTimeout as delay } from "node:timers/promises";
import { LIMITS } from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { messageOf } from "@pilothouse/platform";
import type { Selectable } from "kysely";
import webPush from "web-push";
import type { Core } from "./core.ts";
import type { Notice } from "./notice.ts";
import { post } from "./post.ts";

type Device = Selectable<Database["pushDevices"]>;

/** Seals a notice for one device (RFC 8291) and hands it over; says whether it was taken. A device that is gone is forgotten. */
export async function deliver(core: Core, device: Device, notice: Notice): Promise<boolean> {
  const { endpoint } = device;
  for (let tried = 1; ; tried += 1) {
    const status = await tryOnce(core, device, notice);
    if (status >= 200 && status < 300) return true;
    if (status === 404 || status === 410) {
      await core.db.deleteFrom("pushDevices").where("endpoint", "=", endpoint).execute();
      return false;
    }
    const again = status === 0 || status === 429 || status >= 500;
    if (!again || tried === LIMITS.pushTries || core.ended.aborted) {
      core.log.warn({ service: new URL(endpoint).host, status }, "a notification was not taken");
      return false;
    }
    await delay(core.retryMs * 2 ** (tried - 1), undefined, { signal: core.ended }).catch(() => undefined);
  }
}

/** The service's status; 0: it gave none. */
async function tryOnce({ keys, subject, door, log, ended }: Core, device: Device, notice: Notice): Promise<number> {
  const { endpoint, p256dh, auth } = device;
  const { urgent, ...shown } = notice;
  try {
    const message = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(shown), {
      vapidDetails: { subject, ...keys },
      TTL: LIMITS.pushKeptMs / 1_000,
      urgency: urgent ? "high" : "normal",
      // A device that was away gets the last notice of each terminal; a topic has at most 32 characters.
      topic: notice.tag.replaceAll("-", ""),
    });
    return await post(
      message,
      door.agentFor(new URL(endpoint)),
      AbortSignal.any([ended, AbortSignal.timeout(LIMITS.pushAnswerMs)]),
    );
  } catch (error) {
    log.debug({ reason: messageOf(error) }, "a push service did not answer");
    return 0;
  }
}
