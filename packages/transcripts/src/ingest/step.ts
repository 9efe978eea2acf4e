import type { EntryFact, LineFacts, RequestFact } from "../agents/facts.ts";
import { AskedMessages } from "./asked-messages.ts";
import type { CallPlace } from "./call-rows.ts";
import type { BadLine } from "./complaint-rows.ts";
import type { Feed } from "./feed-rows.ts";
import type { FileRow } from "./file-rows.ts";
import { INGEST_LIMITS } from "./limits.ts";
import type { PartRow } from "./part-rows.ts";
import type { Rows } from "./rows.ts";
import { cut } from "./title-of.ts";
import { tellEntry, tellSession } from "./tell-feed.ts";

/** Where in its file an object stands. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
  /** Which object of the line it is. */
  readonly part: number;
}

/** What is known from the lines before. */
export interface Memory {
  /** The conversation that the last line was of. */
  session: string | null;
  /** The last time that was told. */
  at: number | null;
}

/** Which versions of Claude Code never wrote down the final count of output tokens. */
const UNFINISHED = /^2\.1\.(?:1[2-9]|2\d|3\d|4[0-2])$/;

/** Writes what some lines of one file say, and remembers what has to be made again for it. */
export class Step {
  readonly file: FileRow;
  readonly memory: Memory;
  readonly feeds = new Map<number, Feed>();
  readonly asked: AskedMessages;
  /** Uuids that were met before, and who has them, too. */
  readonly shared = new Map<number, { readonly uuids: Set<string>; readonly others: Set<number> }>();
  readonly titled = new Set<number>();
  readonly bad: BadLine[] = [];
  readonly unknown = new Map<string, number>();
  readonly #rows: Rows;
  readonly #now: number;
  readonly #threads = new Map<string, string>();

  constructor(rows: Rows, file: FileRow, { memory, now }: { readonly memory: Memory; readonly now: number }) {
    this.#rows = rows;
    this.#now = now;
    this.asked = new AskedMessages(rows.parts);
    this.file = file;
    this.memory = memory;
  }

  /** One object of a line. */
  take(place: LinePlace, facts: LineFacts): void {
    const at = facts.at !== null && facts.at < this.#now + INGEST_LIMITS.futureMs ? facts.at : null;
    this.memory.at = at ?? this.memory.at;
    this.memory.session = facts.sessionId ?? this.memory.session;
    for (const kind of facts.unknown) this.#count(kind);
    const title = facts.session?.title;
    if (title?.kind === "summary") return this.#summarise(title);
    if (!facts.entry && !facts.session && facts.requests.length === 0) return;
    const session = facts.sessionId ?? this.memory.session ?? this.file.session;
    if (session === null) return;
    const conversation = this.#rows.conversations.of(this.file, session);
    const feed = this.#feed(conversation);
    if (facts.session) tellSession(feed, facts.session);
    const thread = facts.entry ? this.#threadOf(facts.entry, conversation) : (this.file.thread ?? "");
    for (const request of facts.requests) this.#ask(request, { facts, conversation, thread, at: at ?? this.memory.at });
    if (facts.entry) this.#write(facts.entry, { place, facts, feed, thread, at });
  }

  #feed(conversation: number): Feed {
    const known = this.feeds.get(conversation);
    if (known) return known;
    const feed = this.#rows.feeds.get(this.file, conversation);
    if (feed.entries === 0 && this.file.role === "subagent") feed.subagents = 1;
    this.feeds.set(conversation, feed);
    return feed;
  }

  #summarise({ text, leafUuid }: { readonly text: string; readonly leafUuid: string | null }): void {
    if (leafUuid === null) return;
    for (const conversation of this.#rows.summaries.add(this.file, leafUuid, cut(text))) this.titled.add(conversation);
  }

  #count(kind: string): void {
    const name = kind.slice(0, INGEST_LIMITS.unknownKindCharacters);
    const isKnown = this.unknown.has(name) || this.unknown.size < INGEST_LIMITS.unknownKindsPerStep;
    const counted = isKnown ? name : "others";
    this.unknown.set(counted, (this.unknown.get(counted) ?? 0) + 1);
  }

  /** Whose a sidechain is that stands in its parent's transcript, where nothing tells: it is called by its first entry. */
  #threadOf({ sidechain, agentId, uuid, parentUuid }: EntryFact, conversation: number): string {
    if (this.file.thread !== null) return this.file.thread;
    if (!sidechain) return "";
    const inherited = parentUuid === null ? null : this.#knownThread(parentUuid, conversation);
    const thread = agentId ?? (inherited !== null && inherited !== "" ? inherited : (uuid ?? "sidechain"));
    if (uuid !== null) this.#threads.set(`${conversation} ${uuid}`, thread);
    return thread;
  }

  #knownThread(uuid: string, conversation: number): string | null {
    return this.#threads.get(`${conversation} ${uuid}`) ?? this.#rows.entries.threadOf(uuid, conversation);
  }

  #ask({ key, tokens, ...request }: RequestFact, { facts, conversation, thread, at }: Asking): void {
    const { kind, model, total, webSearches, serviceTier, region, fast, extra } = request;
    const isUnfinished = (facts.entry?.stopReason ?? null) === null && UNFINISHED.test(facts.version ?? "");
    const part: PartRow = {
      owner: this.file.owner,
      key,
      file: this.file.id,
      conversation,
      thread,
      kind,
      model,
      cwd: facts.cwd,
      at,
      input: tokens.input,
      output: tokens.output,
      cache_write_5m: tokens.cacheWrite5m,
      cache_write_1h: tokens.cacheWrite1h,
      cache_read: tokens.cacheRead,
      web_searches: webSearches,
      service_tier: serviceTier,
      region,
      fast: fast ? 1 : 0,
      extra: extra ? 1 : 0,
      unfinished: isUnfinished ? 1 : 0,
      total,
    };
    this.asked.add(part, this.file.agent);
  }

  #write(entry: EntryFact, { place, facts, feed, thread, at }: Writing): void {
    const { conversation } = feed;
    // What a subagent is asked, a model wrote.
    const kind = entry.kind === "prompt" && thread !== "" ? "injected" : entry.kind;
    const { original, isDouble } = entry.uuid === null ? NEW : this.#originalOf(entry.uuid, conversation);
    const results = entry.blocks.flatMap((block) => (block.kind === "result" ? [block.result] : []));
    const isFailed = kind === "error" || results.some(({ outcome }) => outcome !== "ok");
    const isRoot = thread === entry.uuid || (entry.agentId !== null && entry.parentUuid === null);
    if (this.file.role === "main" && thread !== "" && isRoot) feed.subagents += 1;
    const id = this.#rows.entries.add(
      {
        ...place,
        conversation,
        file: this.file.id,
        thread,
        uuid: entry.uuid,
        parent_uuid: entry.parentUuid,
        logical_parent_uuid: entry.logicalParentUuid,
        kind,
        type: entry.type,
        at,
        cwd: facts.cwd,
        model: entry.model,
        turn_ms: entry.turnMs,
        replayed: facts.replayed ? 1 : 0,
        failed: isFailed ? 1 : 0,
        original,
        request_key: facts.requests[0]?.key ?? null,
      },
      entry.blocks,
    );
    if (entry.uuid !== null && this.#rows.summaries.names(entry.uuid)) this.titled.add(conversation);
    if (isDouble) return;
    tellEntry(feed, { entry: { ...entry, kind }, facts, at, thread });
    const counted = facts.replayed ? null : feed;
    this.#writeCalls(entry, counted, { conversation, entry: id, thread, at, copied: original !== null || facts.replayed });
  }

  #writeCalls({ blocks }: EntryFact, counted: Feed | null, place: CallPlace): void {
    for (const block of blocks) {
      if (block.kind === "call") {
        const isNew = this.#rows.calls.addCall(place, block.call);
        if (counted && isNew && !block.call.remote) counted.tool_calls += 1;
      } else if (block.kind === "result") {
        const isNew = this.#rows.calls.addResult(place, block.result);
        if (counted && isNew && block.result.outcome !== "ok") counted.tool_errors += 1;
      }
    }
  }

  /** Which of two is the original is settled when the step is finished; until then it is the one that was read first. */
  #originalOf(uuid: string, conversation: number): Twinned {
    if (!this.#rows.kin.isMet(uuid)) return NEW;
    const twins = this.#rows.kin.twins(this.file.owner, uuid).filter(({ file }) => file !== this.file.id);
    const [first] = twins;
    if (!first) return NEW;
    const shared = this.shared.get(conversation) ?? { uuids: new Set(), others: new Set() };
    this.shared.set(conversation, shared);
    shared.uuids.add(uuid);
    for (const twin of twins) if (twin.conversation !== conversation) shared.others.add(twin.conversation);
    return { original: first.original ?? first.id, isDouble: twins.some((twin) => twin.conversation === conversation) };
  }
}

interface Twinned {
  readonly original: number | null;
  /** The same conversation has it from another file, too, so that it would count twice. */
  readonly isDouble: boolean;
}

const NEW: Twinned = { original: null, isDouble: false };

interface Asking {
  readonly facts: LineFacts;
  readonly conversation: number;
  readonly thread: string;
  readonly at: number | null;
}

interface Writing {
  readonly place: LinePlace;
  readonly facts: LineFacts;
  readonly feed: Feed;
  readonly thread: string;
  readonly at: number | null;
}
