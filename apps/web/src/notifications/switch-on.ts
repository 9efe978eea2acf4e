import { client } from "../api/client.ts";
import { deviceName } from "../surface/device-name.ts";
import { startWorker } from "./worker.ts";

/** Asks for permission, which browsers allow after a click only, and subscribes. `false`: permission was not given. */
export async function switchOn(publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const { pushManager } = await startWorker();
  const subscription = await subscribe(pushManager, publicKey);
  const { endpoint = "", keys: { p256dh = "", auth = "" } = {} } = subscription.toJSON();
  try {
    const name = deviceName(navigator.userAgent);
    await client.push.subscribe.mutate({ endpoint, keys: { p256dh, auth }, name });
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
  return true;
}

async function subscribe(manager: PushManager, applicationServerKey: string): Promise<PushSubscription> {
  const wanted = { userVisibleOnly: true, applicationServerKey };
  try {
    return await manager.subscribe(wanted);
  } catch (error) {
    const old = await manager.getSubscription();
    // It was made with the key that this server had before.
    if (!(error instanceof DOMException && error.name === "InvalidStateError" && old)) throw error;
    await old.unsubscribe();
    return manager.subscribe(wanted);
  }
}
