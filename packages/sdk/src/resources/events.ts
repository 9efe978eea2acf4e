import type { ChannelEvent, EventChannel, TerminalsEvent } from "@pilothouse/contracts";
import type { CallOptions } from "../options.ts";
import type { Socket } from "../streams/socket.ts";
import { watch } from "../streams/watch.ts";

/** Everything that happens to what one may see. */
export interface Events {
  /**
   * What happens on these channels. A `refresh`, as at the beginning, says that what happened before on its channel is not
   * known: read anew what is shown. A loop that is slow gets the newest word on each thing.
   */
  subscribe(channels: readonly EventChannel[], options?: CallOptions): AsyncIterable<ChannelEvent>;
}

export function eventsResource(socket: Socket): Events {
  return {
    subscribe: (channels, options) =>
      watch<ChannelEvent>({
        ...options,
        socket,
        subscribe: (callbacks, lastEventId) =>
          socket.api.events.subscribe.subscribe({ channels: [...channels], lastEventId }, callbacks),
        replaces: (next, waiting) =>
          next.channel === waiting.channel && (isAll(next) || (next.type === waiting.type && thingOf(next) === thingOf(waiting))),
      }),
  };
}

/** Makes everything before it on its channel pointless. */
function isAll(event: ChannelEvent): boolean {
  return event.type === "refresh" || (event.type === "terminals" && event.event.type === "all");
}

/** What it is about, by its id. */
function thingOf(event: ChannelEvent): string {
  switch (event.type) {
    case "conversation":
      return event.conversation.id;
    case "project":
      return event.id;
    case "file":
      return event.conversationId;
    case "budget":
      return event.budget.id;
    case "terminals":
      return terminalOf(event.event);
    case "refresh":
    case "indexing":
    default:
      return "";
  }
}

function terminalOf(event: TerminalsEvent): string {
  if (event.type === "changed") return event.terminal.id;
  return event.type === "removed" ? event.id : "";
}
