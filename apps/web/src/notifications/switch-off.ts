import { client } from "../api/client.ts";
import { findWorker } from "./worker.ts";

/** Sends a device nothing more. When it is this browser, it gives its subscription up too. */
export async function switchOff(endpoint: string): Promise<void> {
  await client.push.unsubscribe.mutate({ endpoint });
  const subscription = await (await findWorker())?.pushManager.getSubscription();
  if (subscription?.endpoint === endpoint) await subscription.unsubscribe();
}
