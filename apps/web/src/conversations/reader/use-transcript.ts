import type { ConversationDetails, ConversationEvent, ListMessages } from "@pilothouse/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { client } from "../../api/client.ts";
import { api } from "../../api/query.ts";
import { useStore } from "../../store/use-store.ts";
import { followConversation } from "./follow-conversation.ts";
import { newestOf } from "./newest-of.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

interface Wish {
  readonly id: string;
  /** A subagent; `null`: the conversation itself. */
  readonly thread: string | null;
  /** The entry at which it is opened; `undefined`: at its end. */
  readonly message: number | undefined;
}

/** The entries of a conversation, or of one of its subagents, that grow while they are looked at. */
export function useTranscript({ id, thread, message }: Wish): Transcript {
  const [ask] = useState(() => (query: Omit<ListMessages, "id">) => client.conversations.messages.query({ id, ...query }));
  const [transcript] = useState(() => createTranscript(ask, thread));
  const onEvent = useConversationEvents(id, transcript);
  const isOpen = useStore(transcript.state).opened > 0;

  useEffect(() => {
    const wanted = message === undefined ? transcript.state.get().opened === 0 : !transcript.holds(message);
    if (wanted) void transcript.open(message ?? "end");
  }, [transcript, message]);

  useEffect(() => {
    if (!isOpen) return undefined;
    let left = false;
    let stop: () => void = () => undefined;
    const begin = async (): Promise<void> => {
      const after = await newestOf(ask, thread, transcript);
      if (!left) stop = followConversation({ id, ...(after !== undefined && { after }) }, onEvent);
    };
    void begin();
    return () => {
      left = true;
      stop();
    };
  }, [isOpen, id, ask, thread, transcript, onEvent]);

  return transcript;
}

/** Takes in what happens to a conversation: its entries here, what is known of it and its other threads in the cache. */
function useConversationEvents(id: string, transcript: Transcript): (event: ConversationEvent) => void {
  const queries = useQueryClient();
  const [onEvent] = useState(() => (event: ConversationEvent): void => {
    const details = api.conversations.get.queryKey({ id });
    if (event.type === "messages") {
      transcript.take(event.messages);
      for (const thread of new Set(event.messages.map((message) => message.thread))) {
        if (thread === null) continue;
        void queries.invalidateQueries(api.conversations.messages.queryFilter({ id, thread }));
      }
      return;
    }
    if (event.type === "conversation") {
      queries.setQueryData(details, (known): ConversationDetails | undefined => known && { ...known, ...event.conversation });
      if (queries.getQueryData(details)?.threads.length === event.conversation.subagents) return;
    } else void transcript.open("end");
    void queries.invalidateQueries({ queryKey: details });
  });
  return onEvent;
}
