import type { Block, Message } from "@pilothouse/contracts";
import type { Branches, Branching } from "./branches.ts";

export type CallBlock = Extract<Block, { kind: "call" }>;
export type ResultBlock = Extract<Block, { kind: "result" }>;
export type TextBlock = Extract<Block, { text: string }>;

/** A part of a message, and where it is. */
export interface Part<B extends Block = Block> {
  readonly messageId: number;
  readonly index: number;
  readonly block: B;
}

interface Common {
  readonly key: string;
  readonly message: Message;
}

/** What the reader shows as one thing. */
export type Entry = Common &
  (
    | { readonly kind: "prompt"; readonly parts: readonly Part[]; readonly branching: Branching | null }
    /** `lead`: the first one after a prompt, or of another model. */
    | { readonly kind: "text" | "thinking"; readonly part: Part<TextBlock>; readonly lead: boolean }
    | { readonly kind: "call"; readonly part: Part<CallBlock>; readonly result: Part<ResultBlock> | null; readonly lead: boolean }
    /** A result whose call is not there. */
    | { readonly kind: "result"; readonly part: Part<ResultBlock> }
    | { readonly kind: "media"; readonly part: Part<Extract<Block, { kind: "media" }>> }
    | { readonly kind: "error" | "summary"; readonly parts: readonly Part[] }
    /** Of a kind that is not known here. */
    | { readonly kind: "other"; readonly type: string }
    /** What stands between two parts of a conversation. */
    | { readonly kind: "mark"; readonly words: string }
    /** What the agent and its model tell each other beside the conversation. */
    | { readonly kind: "quiet"; readonly messages: readonly Message[] }
  );

export interface Entries {
  readonly entries: readonly Entry[];
  /** At which entry a message is shown. */
  readonly places: ReadonlyMap<number, number>;
}

/** Messages as the reader shows them: calls with their results, and what nobody reads folded together. */
export function entriesOf({ shown, at }: Branches): Entries {
  const results = resultsOf(shown);
  const calls = new Set(shown.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "call" ? [block.callId] : []))));
  const entries: Entry[] = [];
  const places = new Map<number, number>();
  const callPlaces = new Map<string, number>();
  let model: string | null = null;
  let copied = false;

  const add = (entry: Entry): void => {
    if (!places.has(entry.message.id)) places.set(entry.message.id, entries.length);
    if (entry.kind === "call") callPlaces.set(entry.part.block.callId, entries.length);
    entries.push(entry);
  };
  for (const message of shown) {
    if (copied && !message.copied)
      add({ kind: "mark", key: `m${message.id}`, message, words: "All above is of an older conversation" });
    ({ copied } = message);
    if (isAside(message)) {
      const before = entries.at(-1);
      if (before?.kind === "quiet") {
        entries[entries.length - 1] = { ...before, messages: [...before.messages, message] };
        places.set(message.id, entries.length - 1);
      } else add({ kind: "quiet", key: `q${message.id}`, message, messages: [message] });
      continue;
    }
    if (message.kind === "prompt") model = null;
    const lead = message.kind === "answer" && message.model !== model;
    if (message.kind === "answer") ({ model } = message);
    for (const entry of partsOf(message, { results, calls, branching: at.get(message.id) ?? null, lead })) add(entry);
    if (!places.has(message.id)) {
      const joined = message.blocks.find((block) => block.kind === "result");
      const place = joined && callPlaces.get(joined.callId);
      places.set(message.id, place ?? Math.max(0, entries.length - 1));
    }
  }
  return { entries, places };
}

interface Known {
  readonly results: ReadonlyMap<string, Part<ResultBlock>>;
  readonly calls: ReadonlySet<string>;
  readonly branching: Branching | null;
  readonly lead: boolean;
}

/** Compactions are told of by the agent's own word for them. */
const COMPACTED = /compact/i;

function isAside({ kind, type }: Message): boolean {
  return kind === "injected" || kind === "attachment" || (kind === "system" && !COMPACTED.test(type));
}

function partsOf(message: Message, known: Known): Entry[] {
  const { id, kind, type } = message;
  const key = String(id);
  const parts = message.blocks.map((block, index): Part => ({ messageId: id, index, block }));
  if (kind === "prompt") return [{ kind, key, message, parts, branching: known.branching }];
  if (kind === "error" || kind === "summary") return [{ kind, key, message, parts }];
  if (kind === "system") return [{ kind: "mark", key, message, words: "The context was summed up here" }];
  if (kind === "other") return [{ kind, key, message, type }];
  return parts.flatMap((part, index) => partOf(message, part, { ...known, lead: known.lead && index === 0 }));
}

function partOf(message: Message, { block, ...place }: Part, { results, calls, lead }: Known): Entry[] {
  const key = `${message.id}:${place.index}`;
  switch (block.kind) {
    case "text":
    case "thinking":
      // Newer agents leave out what the model thought, and only sign it.
      return block.text === "" ? [] : [{ kind: block.kind, key, message, part: { ...place, block }, lead }];
    case "call":
      return [{ kind: "call", key, message, part: { ...place, block }, result: results.get(block.callId) ?? null, lead }];
    case "result":
      return calls.has(block.callId) ? [] : [{ kind: "result", key, message, part: { ...place, block } }];
    case "media":
      return [{ kind: "media", key, message, part: { ...place, block } }];
    case "other":
      break;
  }
  return [{ kind: "other", key, message, type: block.type }];
}

function resultsOf(messages: readonly Message[]): ReadonlyMap<string, Part<ResultBlock>> {
  const results = new Map<string, Part<ResultBlock>>();
  for (const { id, blocks } of messages) {
    for (const [index, block] of blocks.entries()) {
      if (block.kind === "result") results.set(block.callId, { messageId: id, index, block });
    }
  }
  return results;
}
