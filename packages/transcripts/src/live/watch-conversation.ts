import type { Conversation, ConversationEvent, ListMessages, MessagePage, WatchConversation } from "@pilothouse/contracts";
import { type Actor, Mailbox } from "@pilothouse/platform";
import type { IndexChange } from "../indexer/messages.ts";
import type { Link, Numbered } from "./link.ts";

export interface WatchConversationDeps {
  readonly changes: (listener: (change: IndexChange) => void) => () => void;
  /** Fault `not_found` for what is not the actor's. */
  readonly get: (actor: Actor, id: string) => Promise<Conversation>;
  readonly messages: (actor: Actor, input: ListMessages) => Promise<MessagePage>;
}

/** The conversation as a whole is told of at most so often, in milliseconds: what it took is summed up for that. */
const WHOLE_MS = 500;
/** Messages in one event. */
const PAGE = 200;

/** Behind which message of which generation somebody is. */
interface Place {
  readonly generation: number;
  readonly after: number;
}

/**
 * What is added to a conversation behind a message, in order and without gaps, over any number of connections; and soon
 * after additions the conversation as a whole. Ends with Fault `not_found` when it is not the actor's any more.
 */
export async function* watchConversation(
  deps: WatchConversationDeps,
  actor: Actor,
  { id, after, lastEventId, gate, signal }: WatchConversation & Link,
): AsyncGenerator<Numbered<ConversationEvent>> {
  const box = new Mailbox<"changed">(1);
  const stop = deps.changes(({ conversations }) => {
    if (conversations.some((change) => change.id === id)) box.put("changed");
  });
  try {
    let place = placeOf(lastEventId) ?? (await placeBehind(deps, actor, { id, after }));
    let isNews = false;
    let toldAt = -Infinity;
    while (true) {
      for await (const page of pagesBehind(deps, actor, { id, place })) {
        const isRewritten = page.generation !== place.generation;
        const last = page.messages.at(-1);
        isNews ||= isRewritten || last !== undefined;
        if (isRewritten) place = await placeBehind(deps, actor, { id });
        else if (last) place = { ...place, after: last.id };
        await gate.drained(signal);
        if (isRewritten) yield { id: nameOf(place), event: { type: "rewritten" } };
        else if (last) yield { id: nameOf(place), event: { type: "messages", messages: page.messages } };
        if (isRewritten) break;
      }
      const wait = Math.ceil(toldAt + WHOLE_MS - performance.now());
      if (isNews && wait <= 0) {
        yield { id: nameOf(place), event: { type: "conversation", conversation: await deps.get(actor, id) } };
        isNews = false;
        toldAt = performance.now();
      }
      const enough: AbortSignal = isNews ? AbortSignal.any([signal, AbortSignal.timeout(wait)]) : signal;
      // Not every change is a message: a title is none.
      isNews = (await box.take(enough)) !== null || isNews;
      if (signal.aborted) return;
    }
  } finally {
    stop();
  }
}

async function* pagesBehind(
  { messages }: WatchConversationDeps,
  actor: Actor,
  { id, place }: { readonly id: string; readonly place: Place },
): AsyncGenerator<MessagePage> {
  let { after } = place;
  while (true) {
    const page = await messages(actor, { id, after, limit: PAGE });
    yield page;
    const last = page.messages.at(-1);
    if (!page.hasAfter || !last) return;
    after = last.id;
  }
}

/** The end of what there is, or the message that the watcher has already. */
async function placeBehind(
  { messages }: WatchConversationDeps,
  actor: Actor,
  { id, after }: { readonly id: string; readonly after?: number | undefined },
): Promise<Place> {
  const { generation, messages: newest } = await messages(actor, { id, last: true, limit: 1 });
  return { generation, after: after ?? newest.at(-1)?.id ?? 0 };
}

const nameOf = ({ generation, after }: Place) => `${generation}:${after}`;

function placeOf(eventId: string | null | undefined): Place | null {
  const [, generation, after] = /^(\d{1,15}):(\d{1,15})$/.exec(eventId ?? "") ?? [];
  return generation === undefined || after === undefined ? null : { generation: Number(generation), after: Number(after) };
}
