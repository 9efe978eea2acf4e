import type { ListMessages, Message, MessagePage } from "@pilothouse/contracts";
import { createStore, type Store } from "../../store/store.ts";

/** Entries asked for at a time. */
const PAGE = 200;
/** Entries that are held at a time; of more, those at the far end are let go and asked for again. */
export const MOST_HELD = 6_000;

export interface TranscriptState {
  /** What is held: entries without a gap, in their order. */
  readonly messages: readonly Message[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** All entries of it, and how many come before those held. */
  readonly total: number;
  readonly index: number;
  /** Grows each time that it is opened at another place; 0: it is on its way for the first time. */
  readonly opened: number;
  /** Where it was opened: at an entry, at its begin or at its end. */
  readonly place: Place;
  /** Which end is being read on. */
  readonly reading: "before" | "after" | "anew" | null;
  /** Why it could not be read; `null`: it could. */
  readonly failure: unknown;
  /** Entries for readers that came since it was first opened. */
  readonly arrived: number;
}

export type Place = number | "begin" | "end";

export interface Transcript {
  readonly state: Pick<Store<TranscriptState>, "get" | "subscribe">;
  /** Reads it at a place, and lets go of what was held. */
  open(place: Place): Promise<void>;
  /** Reads on at one end, unless that is being done. */
  more(end: "before" | "after"): Promise<void>;
  /** Tries again what failed: to read on where it was read, or at the place that was wanted. */
  again(): Promise<void>;
  /** Takes in entries that have just come. */
  take(messages: readonly Message[]): void;
  /** Whether an entry is held. */
  holds(id: number): boolean;
}

type Ask = (query: Omit<ListMessages, "id">) => Promise<MessagePage>;

const EMPTY: TranscriptState = {
  messages: [],
  hasBefore: false,
  hasAfter: false,
  total: 0,
  index: 0,
  opened: 0,
  place: "end",
  reading: "anew",
  failure: null,
  arrived: 0,
};
/** What an agent and its model tell each other beside the conversation. */
const ASIDE: ReadonlySet<Message["kind"]> = new Set(["injected", "system", "attachment", "result"]);

/** The entries of a conversation or of one of its subagents, read from any place to both sides, growing at its end. */
export function createTranscript(ask: Ask, thread: string | null): Transcript {
  const state = createStore(EMPTY);
  let turn = 0;
  let newest = 0;
  let tried: () => Promise<void> = () => open("end");

  const read = async (query: Omit<ListMessages, "id">, apply: (page: MessagePage) => void): Promise<void> => {
    const mine = turn;
    try {
      const page = await ask({ thread, limit: PAGE, ...query });
      // It was opened anew meanwhile: what comes now belongs to another place.
      if (mine === turn) apply(page);
    } catch (failure) {
      if (mine === turn) state.update((now) => ({ ...now, failure, reading: null }));
    }
  };
  const last = (messages: readonly Message[]): number => messages.at(-1)?.id ?? 0;

  const open = async (place: Place): Promise<void> => {
    turn += 1;
    tried = () => open(place);
    state.update((now) => ({ ...now, reading: "anew", failure: null }));
    const query = place === "begin" ? {} : place === "end" ? { last: true } : { around: place };
    await read(query, ({ messages, hasBefore, hasAfter, total, index }) => {
      state.update(({ opened, arrived }) => ({
        ...EMPTY,
        messages,
        hasBefore,
        // What came while the answer was on its way is behind it.
        hasAfter: hasAfter || newest > last(messages),
        total,
        index,
        opened: opened + 1,
        place,
        reading: null,
        arrived,
      }));
    });
  };

  const more = async (end: "before" | "after"): Promise<void> => {
    const { messages, reading, opened } = state.get();
    const edge = end === "before" ? messages[0] : messages.at(-1);
    if (reading !== null || opened === 0) return;
    tried = () => more(end);
    state.update((now) => ({ ...now, reading: end, failure: null }));
    const query = end === "before" ? { before: edge?.id ?? 1 } : { after: edge?.id ?? 0 };
    await read(query, (page) => state.update((now) => (end === "before" ? withOlder(now, page) : withNewer(now, page, newest))));
  };

  const take = (all: readonly Message[]): void => {
    const messages = all.filter((message) => message.thread === thread && message.id > newest);
    newest = Math.max(newest, last(messages));
    state.update((now) => {
      const fresh = messages.filter(({ id }) => id > last(now.messages));
      if (fresh.length === 0 || now.opened === 0) return now;
      const grown = {
        ...now,
        total: now.total + fresh.length,
        arrived: now.arrived + fresh.filter(({ kind }) => !ASIDE.has(kind)).length,
      };
      const full = now.messages.length + fresh.length > MOST_HELD;
      return now.hasAfter || full ? { ...grown, hasAfter: true } : { ...grown, messages: [...now.messages, ...fresh] };
    });
  };

  const again = (): Promise<void> => tried();

  return { state, open, more, again, take, holds: (id) => state.get().messages.some((message) => message.id === id) };
}

function withOlder(now: TranscriptState, page: MessagePage): TranscriptState {
  const first = now.messages[0]?.id ?? Number.POSITIVE_INFINITY;
  const all = [...page.messages.filter(({ id }) => id < first), ...now.messages];
  const messages = all.slice(0, MOST_HELD);
  return {
    ...now,
    messages,
    hasBefore: page.hasBefore,
    hasAfter: now.hasAfter || messages.length < all.length,
    total: page.total,
    index: page.index,
    reading: null,
  };
}

function withNewer(now: TranscriptState, page: MessagePage, newest: number): TranscriptState {
  const lastHeld = now.messages.at(-1)?.id ?? 0;
  const all = [...now.messages, ...page.messages.filter(({ id }) => id > lastHeld)];
  const messages = all.slice(-MOST_HELD);
  const dropped = all.length - messages.length;
  return {
    ...now,
    messages,
    hasBefore: now.hasBefore || dropped > 0,
    hasAfter: page.hasAfter || newest > (messages.at(-1)?.id ?? 0),
    total: page.total,
    index: now.index + dropped,
    reading: null,
  };
}
