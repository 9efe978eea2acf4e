import { client, session } from "../api/client.ts";
import { createEventHub } from "./event-hub.ts";
import { keepFollowing } from "./keep-following.ts";

/** What happens on the server, for all of this page. */
export const events = createEventHub((channels, onEvent) =>
  keepFollowing((onError) => {
    const subscription = client.events.subscribe.subscribe(
      { channels: [...channels] },
      { onData: ({ data }) => onEvent(data), onError },
    );
    return () => subscription.unsubscribe();
  }, session.renew),
);
