import type { ConversationEvent, WatchConversation } from "@pilothouse/contracts";
import { client, session } from "../../api/client.ts";
import { isKind } from "../../api/fault.ts";

/** Hears what is added to a conversation, also over lost connections, until the returned function is called. */
export function followConversation(from: WatchConversation, onEvent: (event: ConversationEvent) => void): () => void {
  let stopped = false;
  let stop: () => void = () => undefined;
  const follow = (): void => {
    const subscription = client.conversations.watch.subscribe(from, {
      onData: ({ data }) => onEvent(data),
      onError: (error) => {
        if (isKind(error, "unauthenticated")) void goOn();
      },
    });
    stop = () => subscription.unsubscribe();
  };
  const goOn = async (): Promise<void> => {
    if ((await session.renew()) && !stopped) follow();
  };
  follow();
  return () => {
    stopped = true;
    stop();
  };
}
