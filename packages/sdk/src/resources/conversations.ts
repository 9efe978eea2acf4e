import type {
  BlockText,
  ConversationAnalytics,
  ConversationDetails,
  ConversationEvent,
  ConversationFormat,
  ConversationHits,
  ConversationPage,
  ListConversations,
  ListMessages,
  MessagePage,
  SearchConversations,
} from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions } from "../options.ts";
import type { Socket } from "../streams/socket.ts";
import { watch } from "../streams/watch.ts";

export interface WatchConversationOptions extends CallOptions {
  /** The id of the last message that is known already; left out: only what is new from now on. */
  readonly after?: number;
}

/** What agents wrote down of their conversations: one's own and those of one's teams. */
export interface Conversations {
  /** Page by page: call it again with the answer's `next` as `cursor` until that is `null`. */
  list(filter?: ListConversations, options?: CallOptions): Promise<ConversationPage>;
  get(id: string, options?: CallOptions): Promise<ConversationDetails>;
  /** Messages by their places; without one, the first. */
  messages(id: string, page?: Omit<ListMessages, "id">, options?: CallOptions): Promise<MessagePage>;
  /** All of a part of a message that is cut in `messages`. */
  block(id: string, part: { readonly messageId: number; readonly block: number }, options?: CallOptions): Promise<BlockText>;
  /** Tokens, cost, tools, files, commands and how the context grew. */
  analytics(id: string, options?: CallOptions): Promise<ConversationAnalytics>;
  /** Texts that have all the words of a query, the newest first, page by page. */
  search(input: SearchConversations, options?: CallOptions): Promise<ConversationHits>;
  /** All of it as the bytes of a file. What looks like a password or a key is blacked out unless `secrets` is `true`. */
  export(
    id: string,
    file?: { readonly format?: ConversationFormat; readonly secrets?: boolean },
    options?: CallOptions,
  ): AsyncIterable<Uint8Array>;
  /** What is added to it, in order and without gaps over lost connections, and what it is as a whole after that. */
  watch(id: string, options?: WatchConversationOptions): AsyncIterable<ConversationEvent>;
}

export function conversationsResource(caller: Caller, socket: Socket): Conversations {
  return {
    list: (filter = {}, options) => caller.query((api, call) => api.conversations.list.query(filter, call), options),
    get: (id, options) => caller.query((api, call) => api.conversations.get.query({ id }, call), options),
    messages: (id, page, options) =>
      caller.query((api, call) => api.conversations.messages.query({ ...page, id }, call), options),
    block: (id, part, options) => caller.query((api, call) => api.conversations.block.query({ ...part, id }, call), options),
    analytics: (id, options) => caller.query((api, call) => api.conversations.analytics.query({ id }, call), options),
    search: (input, options) => caller.query((api, call) => api.conversations.search.query(input, call), options),
    export: (id, { format = "markdown", secrets = false } = {}, options) =>
      caller.download(`api/conversations/${encodeURIComponent(id)}/export?format=${format}&secrets=${secrets}`, options),
    watch: (id, { after, ...options } = {}) =>
      watch<ConversationEvent>({
        ...options,
        socket,
        subscribe: (callbacks, lastEventId) => socket.api.conversations.watch.subscribe({ id, after, lastEventId }, callbacks),
        replaces: (next, waiting) =>
          next.type === "rewritten" || (next.type === "conversation" && waiting.type === "conversation"),
      }),
  };
}
