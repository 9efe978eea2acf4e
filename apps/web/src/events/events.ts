import { client, session } from "../api/client.ts";
import { isKind } from "../api/fault.ts";
import { createEventHub } from "./event-hub.ts";

/** A subscription that was refused is tried again after so long, in milliseconds. */
const AGAIN_MS = 5_000;

/** What happens on the server, for all of this page. */
export const events = createEventHub((channels, onEvent) => {
  let stopped = false;
  let stop: () => void = () => undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    if (stopped) return;
    const subscription = client.events.subscribe.subscribe(
      { channels: [...channels] },
      { onData: ({ data }) => onEvent(data), onError: (error) => void recover(error) },
    );
    stop = () => subscription.unsubscribe();
  };
  const recover = async (error: unknown): Promise<void> => {
    if (await renewedFor(error)) return follow();
    again = setTimeout(follow, AGAIN_MS);
  };
  follow();
  return () => {
    stopped = true;
    clearTimeout(again);
    stop();
  };
});

/** Whether a sign-in that had ended was renewed. Where that fails now, it works in a while, or the sign-in page comes. */
async function renewedFor(error: unknown): Promise<boolean> {
  if (!isKind(error, "unauthenticated")) return false;
  try {
    return await session.renew();
  } catch {
    return false;
  }
}
