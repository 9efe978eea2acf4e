import type { ConversationEvent, WatchConversation } from "@pilothouse/contracts";
import { client, session } from "../../api/client.ts";
import { isKind } from "../../api/fault.ts";
import { keepFollowing } from "../../events/keep-following.ts";

/** Hears what is added to a conversation, also over lost connections, until the returned function is called. */
export function followConversation(from: WatchConversation, onEvent: (event: ConversationEvent) => void): () => void {
  let lastEventId = from.lastEventId;
  return keepFollowing((onError) => {
    const subscription = client.conversations.watch.subscribe(
      { ...from, lastEventId },
      {
        onData: ({ id, data }) => {
          lastEventId = id;
          onEvent(data);
        },
        onError: (error) => {
          // It is somebody else's now: what is shown stays, and nothing is added to it.
          if (!isKind(error, "not_found")) onError(error);
        },
      },
    );
    return () => subscription.unsubscribe();
  }, session.renew);
}
