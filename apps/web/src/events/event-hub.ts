import type { ChannelEvent, EventChannel } from "@pilothouse/contracts";

export type EventListener = (event: ChannelEvent) => void;

/** Follows channels until the returned function is called; goes on by itself over lost connections. */
type Follow = (channels: readonly EventChannel[], onEvent: EventListener) => () => void;

export interface EventHub {
  /** Hears what happens in these channels, from a `refresh` on. Returns the way to stop. */
  listen(channels: readonly EventChannel[], listener: EventListener): () => void;
}

interface Listener {
  readonly channels: readonly EventChannel[];
  readonly hear: EventListener;
}

/** One subscription for all that listen on a page: to what any of them wants, and none when nobody listens. */
export function createEventHub(follow: Follow): EventHub {
  const listeners = new Set<Listener>();
  const newcomers = new Set<Listener>();
  let followed: readonly EventChannel[] = [];
  let stop: (() => void) | null = null;
  let settling = false;

  const tell = (event: ChannelEvent): void => {
    for (const { channels, hear } of Array.from(listeners)) if (channels.includes(event.channel)) hear(event);
  };
  const settle = (): void => {
    settling = false;
    const wanted = [...new Set(Array.from(listeners, ({ channels }) => channels).flat())];
    const fresh = Array.from(newcomers).filter((one) => listeners.has(one));
    newcomers.clear();
    if (wanted.length > 0 && wanted.every((channel) => followed.includes(channel))) {
      // The server tells nobody twice; what they show may be older than what they can hear from now on.
      for (const { channels, hear } of fresh) for (const channel of channels) hear({ channel, type: "refresh" });
      return;
    }
    stop?.();
    stop = wanted.length > 0 ? follow(wanted, tell) : null;
    followed = wanted;
  };
  // What comes and goes in one turn, as when a page follows another, is one change.
  const settleSoon = (): void => {
    if (settling) return;
    settling = true;
    queueMicrotask(settle);
  };

  return {
    listen: (channels, hear) => {
      const listener = { channels, hear };
      listeners.add(listener);
      newcomers.add(listener);
      settleSoon();
      return () => {
        listeners.delete(listener);
        settleSoon();
      };
    },
  };
}
