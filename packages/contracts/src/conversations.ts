import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Spent } from "./tokens-spent.ts";

const Count = z.number().int().nonnegative();
const Cursor = z.string().max(300);
const Name = z.string().min(1).max(300);
const Limit = z.number().int().min(1).max(LIMITS.conversationsPage);

/** Whose transcripts are read. */
export const TranscriptAgent = z.enum(["claude", "codex", "gemini"]);
export type TranscriptAgent = z.infer<typeof TranscriptAgent>;

/**
 * `active`: something was written within the last minutes, and the agent has not finished. `waiting`: a terminal says that
 * it needs a person. `error`: it ended with one. `completed`: none of these.
 */
export const ConversationStatus = z.enum(["active", "waiting", "completed", "error"]);
export type ConversationStatus = z.infer<typeof ConversationStatus>;

/** One conversation with an agent. All texts come from the transcript, so none is to be trusted. */
export const Conversation = z.object({
  id: Id,
  agent: TranscriptAgent,
  /** The agent's own id of it. */
  sessionId: z.string(),
  title: z.string(),
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
  /** Where it began. */
  cwd: z.string().nullable(),
  branch: z.string().nullable(),
  /** The last one that answered. */
  model: z.string().nullable(),
  /** The agent's. */
  version: z.string().nullable(),
  status: ConversationStatus,
  startedAt: Millis.nullable(),
  lastAt: Millis.nullable(),
  /** What people wrote. */
  prompts: Count,
  answers: Count,
  toolCalls: Count,
  /** Tool calls that failed, were denied or refused. */
  toolErrors: Count,
  /** Errors of the model's interface. */
  apiErrors: Count,
  /** Its subagents are in it. */
  spent: Spent,
  /** The conversation that it was forked from or started by, where that is known. */
  parentId: Id.nullable(),
  /** How many subagents wrote in it. */
  subagents: Count,
  /** The terminal that it runs in, or ran in last. */
  terminalId: Id.nullable(),
  pullRequest: z.string().nullable(),
  /** When its file was first missed; what was read of it stays. `null`: it is there. */
  missingSince: Millis.nullable(),
  /** Its agent's version wrote down fewer output tokens than there were. */
  understated: z.boolean(),
});
export interface Conversation extends z.infer<typeof Conversation> {}

export const ConversationSort = z.enum(["last", "started", "cost", "tokens", "prompts", "errors"]);
export type ConversationSort = z.infer<typeof ConversationSort>;

export const ConversationFilter = z.object({
  projectId: Id.optional(),
  agent: TranscriptAgent.optional(),
  /** The agent's own id of it. */
  sessionId: Name.optional(),
  model: Name.optional(),
  status: ConversationStatus.optional(),
  branch: Name.optional(),
  /** A tool that was called in it. */
  tool: Name.optional(),
  /** With something written at or after this time ... */
  from: Millis.optional(),
  /** ... and begun before this one. */
  to: Millis.optional(),
  minCostUsd: z.number().nonnegative().optional(),
  hasErrors: z.boolean().optional(),
  /** Part of its title, project or branch. */
  title: z.string().trim().max(LIMITS.searchQueryCharacters).optional(),
});
export interface ConversationFilter extends z.infer<typeof ConversationFilter> {}

export const ListConversations = ConversationFilter.extend({
  /** Only those of the agent in this terminal: what it has told of, or else what began in its folder while it ran. */
  terminalId: Id.optional(),
  sort: ConversationSort.default("last"),
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: Limit.default(50),
  cursor: Cursor.optional(),
}).prefault({});
export type ListConversations = z.input<typeof ListConversations>;

export const ConversationPage = z.object({
  conversations: z.array(Conversation),
  /** The `cursor` of the next page; `null`: this was the last. */
  next: z.string().nullable(),
});
export interface ConversationPage extends z.infer<typeof ConversationPage> {}

export const ConversationRef = z.object({ id: Id });

export const ToolOutcome = z.enum(["ok", "failed", "denied", "refused"]);
export type ToolOutcome = z.infer<typeof ToolOutcome>;

/** `length` counts the characters that there are; of more than `LIMITS.blockCharacters` the text has the first. */
const Shown = { text: z.string(), length: Count };

/** A part of a message. */
export const Block = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), ...Shown }),
  z.object({ kind: z.literal("thinking"), ...Shown }),
  /** A tool's call: `text` is its input, as JSON where it is not a text by itself. */
  z.object({ kind: z.literal("call"), callId: z.string(), name: z.string(), remote: z.boolean(), ...Shown }),
  z.object({ kind: z.literal("result"), callId: z.string(), outcome: ToolOutcome, durationMs: Millis.nullable(), ...Shown }),
  /** A picture or document, of so many bytes. */
  z.object({ kind: z.literal("media"), mediaType: z.string(), bytes: Count }),
  /** Of a kind that is not known here. */
  z.object({ kind: z.literal("other"), type: z.string() }),
]);
export type Block = z.infer<typeof Block>;

/** Who or what a message comes from. `prompt`: a person wrote it. `injected`: the agent told the model something. */
export const MessageKind = z.enum([
  "prompt",
  "injected",
  "result",
  "answer",
  "summary",
  "error",
  "system",
  "attachment",
  "other",
]);
export type MessageKind = z.infer<typeof MessageKind>;

const MessageId = z.number().int().positive();

/** One entry of a transcript. */
export const Message = z.object({
  /** Grows in the order in which entries were read. */
  id: MessageId,
  /** The entry that it continues; `null`: none, or one that is not there. */
  parentId: MessageId.nullable(),
  /** The subagent that it is of; `null`: the conversation itself. */
  thread: z.string().nullable(),
  kind: MessageKind,
  /** The agent's own word for it. */
  type: z.string(),
  at: Millis.nullable(),
  model: z.string().nullable(),
  blocks: z.array(Block),
  /** The tokens of the request that it came with, at the first of its messages; else `null`. */
  spent: Spent.nullable(),
  /** How long the whole turn took that ends here. */
  turnMs: Millis.nullable(),
  /** Stood in an older conversation first, which this one continues. */
  copied: z.boolean(),
});
export interface Message extends z.infer<typeof Message> {}

/** `after`, `before` and `around` are ids of messages; at most one of them. None: the first messages, or with `last` the last. */
export const ListMessages = z.object({
  id: Id,
  limit: z.number().int().min(1).max(LIMITS.messagesPage).default(100),
  after: z.number().int().nonnegative().optional(),
  before: MessageId.optional(),
  around: MessageId.optional(),
  last: z.boolean().default(false),
  /** Only those of this subagent; `null`: only those of the conversation itself. */
  thread: Name.nullable().optional(),
  /** Only what failed: errors, and results of calls that failed. */
  errors: z.boolean().default(false),
});
export type ListMessages = z.input<typeof ListMessages>;

export const MessagePage = z.object({
  /** In the order of their ids. */
  messages: z.array(Message),
  /** Whether there are older ones, and newer ones. */
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  /** All messages of what was asked for. */
  total: Count,
  /** How many come before the first one here. */
  index: Count,
  /** Changes when the transcript was rewritten: ids of before are gone. */
  generation: Count,
});
export interface MessagePage extends z.infer<typeof MessagePage> {}

/** A subagent of a conversation. */
export const Subagent = z.object({
  id: z.string(),
  /** What it was asked for, or what kind it is of. */
  title: z.string(),
  /** The call that started it. */
  callId: z.string().nullable(),
  messages: Count,
  startedAt: Millis.nullable(),
  lastAt: Millis.nullable(),
  spent: Spent,
});
export interface Subagent extends z.infer<typeof Subagent> {}

export const ConversationDetails = Conversation.extend({ threads: z.array(Subagent) });
export interface ConversationDetails extends z.infer<typeof ConversationDetails> {}

/** One block in full: what `text` was cut from, as far as it is still in the transcript. */
export const BlockRef = z.object({ id: Id, messageId: MessageId, block: z.number().int().nonnegative() });
export const BlockText = z.object({
  text: z.string(),
  /** Whether it is all of it. */
  whole: z.boolean(),
});
export interface BlockText extends z.infer<typeof BlockText> {}

export const ToolUse = z.object({
  name: z.string(),
  calls: Count,
  ok: Count,
  failed: Count,
  denied: Count,
  refused: Count,
  /** Of those that have ended. */
  totalMs: Count,
  medianMs: Millis.nullable(),
  slowestMs: Millis.nullable(),
});
export interface ToolUse extends z.infer<typeof ToolUse> {}

export const ConversationAnalytics = z.object({
  models: z.array(z.object({ model: z.string(), spent: Spent })),
  tools: z.array(ToolUse),
  files: z.array(z.object({ path: z.string(), reads: Count, writes: Count })),
  commands: z.array(
    z.object({ command: z.string(), at: Millis.nullable(), outcome: ToolOutcome.nullable(), messageId: MessageId }),
  ),
  /** The tokens that each request was asked with: how the context grew. */
  context: z.array(z.object({ at: Millis, tokens: Count })),
  compactions: Count,
  /** From the first to the last entry. */
  elapsedMs: Count,
  /** Without pauses of more than five minutes. */
  activeMs: Count,
  /** Part of the prompt's tokens that came from a cache, from 0 to 1; `null`: there were none. */
  cacheHit: z.number().min(0).max(1).nullable(),
});
export interface ConversationAnalytics extends z.infer<typeof ConversationAnalytics> {}

/** Where to look: what people wrote, what the model said and thought, what tools were given and what they gave. */
export const SearchedText = z.enum(["prompt", "answer", "thinking", "input", "output"]);
export type SearchedText = z.infer<typeof SearchedText>;

export const SearchConversations = z.object({
  /** Words that a text must all have; `"several words"` stand together, `word*` is a beginning. Anything else is text. */
  query: z.string().trim().min(1, "enter what to search for").max(LIMITS.searchQueryCharacters),
  in: z.array(SearchedText).min(1).default(["prompt", "answer"]),
  projectId: Id.optional(),
  conversationId: Id.optional(),
  agent: TranscriptAgent.optional(),
  from: Millis.optional(),
  to: Millis.optional(),
  limit: z.number().int().min(1).max(LIMITS.searchHits).default(50),
  cursor: Cursor.optional(),
});
export type SearchConversations = z.input<typeof SearchConversations>;

export const ConversationHit = z.object({
  conversationId: Id,
  title: z.string(),
  projectName: z.string().nullable(),
  agent: TranscriptAgent,
  messageId: MessageId,
  in: SearchedText,
  at: Millis.nullable(),
  /** The text around what was found. */
  snippet: z.string(),
  /** What was found in it: from a character (UTF-16 unit) up to, not including, another; in order. */
  ranges: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().positive()])),
});
export interface ConversationHit extends z.infer<typeof ConversationHit> {}

export const ConversationHits = z.object({
  /** Newest first. */
  hits: z.array(ConversationHit),
  next: z.string().nullable(),
});
export interface ConversationHits extends z.infer<typeof ConversationHits> {}

export const WatchConversation = z.object({
  id: Id,
  /** The id of the last message that is known already; left out: only what is new from now on. */
  after: z.number().int().nonnegative().optional(),
  lastEventId: z.string().max(100).nullish(),
});
export type WatchConversation = z.input<typeof WatchConversation>;

/** `rewritten`: what was known of it is not there any more; read it again. */
export const ConversationEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("messages"), messages: z.array(Message) }),
  z.object({ type: z.literal("conversation"), conversation: Conversation }),
  z.object({ type: z.literal("rewritten") }),
]);
export type ConversationEvent = z.infer<typeof ConversationEvent>;

/** `html`: one file that needs nothing else and runs nothing. */
export const ConversationFormat = z.enum(["json", "markdown", "html"]);
export type ConversationFormat = z.infer<typeof ConversationFormat>;

export const ExportConversation = z.object({
  id: Id,
  format: ConversationFormat.default("markdown"),
  /** Leave what looks like a password or key as it is. */
  secrets: z.boolean().default(false),
});
export type ExportConversation = z.input<typeof ExportConversation>;
