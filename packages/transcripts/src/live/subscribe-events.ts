import type { ChannelEvent, Conversation, EventChannel, SubscribeEvents, TerminalsEvent } from "@pilothouse/contracts";
import { type Actor, Doorbell } from "@pilothouse/platform";
import type { EventLog, Happening } from "./event-log.ts";
import { HeldStream } from "./held-stream.ts";
import type { Link, Numbered } from "./link.ts";

export interface SubscribeDeps {
  readonly events: EventLog;
  readonly ownersOf: (actor: Actor) => Promise<readonly string[]>;
  /** Those of these that are the actor's. */
  readonly conversations: (actor: Actor, ids: readonly string[]) => Promise<readonly Conversation[]>;
  readonly terminals: (actor: Actor, link: Link) => Promise<AsyncIterable<Numbered<TerminalsEvent>>>;
}

/** What happens to what the actor may see, on the channels asked for, without gaps: where one cannot be filled, `refresh` says so. */
export async function* subscribeEvents(
  deps: SubscribeDeps,
  actor: Actor,
  { channels, lastEventId, gate, signal }: SubscribeEvents & Link,
): AsyncGenerator<Numbered<ChannelEvent>> {
  const wanted = new Set(channels);
  const bell = new Doorbell();
  const stop = deps.events.subscribe(() => bell.ring());
  const over = new AbortController();
  const link = { gate, signal: AbortSignal.any([signal, over.signal]) };
  const terminals = wanted.has("terminals") ? new HeldStream(await deps.terminals(actor, link), () => bell.ring()) : null;
  let place = deps.events.placeOf(lastEventId);
  try {
    while (!signal.aborted) {
      const rung = bell.rung(signal);
      const end = deps.events.end;
      const happenings = place === null ? null : deps.events.since(place);
      const events = happenings
        ? await eventsOf(
            deps,
            actor,
            happenings.filter(({ channel }) => wanted.has(channel)),
          )
        : refresh(wanted);
      // Only the last one moves on: who is cut off in between is told of all of them again.
      const before = deps.events.nameOf(place ?? end);
      place = end;
      for (const [at, event] of events.entries()) {
        await gate.drained(signal);
        yield { id: at === events.length - 1 ? deps.events.nameOf(end) : before, event };
      }
      for (let event = terminals?.take(); event; event = terminals?.take()) {
        await gate.drained(signal);
        yield { id: deps.events.nameOf(end), event: { channel: "terminals", type: "terminals", event } };
      }
      await rung;
    }
  } finally {
    stop();
    over.abort();
  }
}

function refresh(channels: ReadonlySet<EventChannel>): ChannelEvent[] {
  return [...channels].filter((channel) => channel !== "terminals").map((channel) => ({ channel, type: "refresh" }));
}

/** The newest word on each thing, of what is the actor's. */
async function eventsOf(deps: SubscribeDeps, actor: Actor, happenings: readonly Happening[]): Promise<ChannelEvent[]> {
  if (happenings.length === 0) return [];
  const owners = new Set(await deps.ownersOf(actor));
  const conversations = new Set<string>();
  const progress = new Map<string, Progress>();
  const others = new Map<string, ChannelEvent>();
  for (const happening of happenings.filter(({ owner }) => owners.has(owner))) {
    if (happening.channel === "conversations") conversations.add(happening.id);
    else if ("readBytes" in happening) progress.set(happening.owner, happening);
    else others.set(`${happening.channel} ${thingOf(happening)}`, eventOf(happening));
  }
  const changed = conversations.size === 0 ? [] : await deps.conversations(actor, [...conversations]);
  return [
    ...changed.map((conversation) => ({ channel: "conversations" as const, type: "conversation" as const, conversation })),
    ...others.values(),
    ...indexing([...progress.values()]),
  ];
}

type Progress = Pick<Extract<Happening, { readonly readBytes: number }>, "bytes" | "readBytes">;

/** Of all that is the actor's, and the actor's teams', together. */
function indexing(all: readonly Progress[]): ChannelEvent[] {
  if (all.length === 0) return [];
  const sum = (name: keyof Progress) => all.reduce((total, progress) => total + progress[name], 0);
  return [{ channel: "system", type: "indexing", bytes: sum("bytes"), readBytes: sum("readBytes") }];
}

type Other = Exclude<Happening, { channel: "conversations" } | { readonly readBytes: number }>;

function thingOf(happening: Other): string {
  return "budget" in happening ? happening.budget.id : happening.id;
}

function eventOf(happening: Other): ChannelEvent {
  if ("budget" in happening) return { channel: "system", type: "budget", budget: happening.budget };
  if (happening.channel === "projects") return { channel: "projects", type: "project", id: happening.id };
  const { id: conversationId, bytes, at } = happening;
  return { channel: "files", type: "file", conversationId, bytes, at };
}
