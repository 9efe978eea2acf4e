/** Tokens of one request to a model, as its maker counts them. */
export interface Tokens {
  /** Not from a cache. */
  readonly input: number;
  /** Thinking included. */
  readonly output: number;
  /** Written to a cache for five minutes, and for an hour. */
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
}

/**
 * What one line says of one request to a model. Several lines may speak of the same request; the greatest of each counter
 * is the truth.
 */
export interface RequestFact {
  /** The same for every line, of whatever file, that speaks of this request. */
  readonly key: string;
  /**
   * `own`: the conversation's or its subagent's. `advisor`: asked in the course of another one. `compaction`: wrote a
   * summary. `mirror`: a copy in the parent's transcript, which counts where nothing else is left of the request.
   */
  readonly kind: "own" | "advisor" | "compaction" | "mirror";
  readonly model: string;
  readonly tokens: Tokens;
  /** All tokens of the conversation up to here, where the format tells. */
  readonly total: number | null;
  readonly webSearches: number;
  /** As the maker names them: `batch` costs half, `us` a tenth more. */
  readonly serviceTier: string | null;
  readonly region: string | null;
  /** In the mode that costs more. */
  readonly fast: boolean;
  /** Asked in the course of another request, whose counters leave it out. */
  readonly extra: boolean;
}

export interface ToolCallFact {
  readonly id: string;
  /** As the agent wrote it. */
  readonly name: string;
  readonly input: unknown;
  /** Run by the maker of the model itself, as part of a request. */
  readonly remote: boolean;
}

export interface ToolResultFact {
  readonly callId: string;
  /** `denied`: by a rule. `refused`: by the person. `failed`: the tool said so. */
  readonly outcome: "ok" | "failed" | "denied" | "refused";
  readonly text: string;
}

/** A part of a message that can be shown. */
export type BlockFact =
  | { readonly kind: "text" | "thinking"; readonly text: string }
  | { readonly kind: "call"; readonly call: ToolCallFact }
  | { readonly kind: "result"; readonly result: ToolResultFact }
  /** Held by reference: what it is, and its size in bytes. */
  | { readonly kind: "media"; readonly mediaType: string; readonly bytes: number }
  /** Of a kind that is not known here. */
  | { readonly kind: "other"; readonly type: string };

/** Who or what an entry comes from. `prompt`: a person wrote it. `injected`: the agent told the model something. */
export type EntryKind = "prompt" | "injected" | "result" | "answer" | "summary" | "error" | "system" | "attachment" | "other";

/** One entry of a conversation. */
export interface EntryFact {
  readonly kind: EntryKind;
  /** The format's own word for it. */
  readonly type: string;
  readonly uuid: string | null;
  readonly parentUuid: string | null;
  /** Behind a compaction: the entry that was before it. */
  readonly logicalParentUuid: string | null;
  /** Of a subagent that is written into its parent's transcript. */
  readonly sidechain: boolean;
  /** The subagent's, where it is told. */
  readonly agentId: string | null;
  readonly blocks: readonly BlockFact[];
  readonly model: string | null;
  /** Why the model stopped here, in its maker's word: `end_turn` when it was done. */
  readonly stopReason: string | null;
  /** Of a whole turn, in milliseconds. */
  readonly turnMs: number | null;
}

/** Which title is the conversation's: the first of these that it has. */
export type TitleKind = "custom" | "generated" | "summary";

/** What a line says of a conversation as a whole. */
export interface SessionFact {
  readonly title?: { readonly kind: TitleKind; readonly text: string; readonly leafUuid: string | null };
  readonly pullRequest?: string;
  /** The conversation that it was forked from or started by. */
  readonly parent?: string;
}

/** All that one line of a transcript says. */
export interface LineFacts {
  /** `null`: the line does not say which conversation it is of. */
  readonly sessionId: string | null;
  /** Milliseconds since 1970; `null`: no time, or none that could be one. */
  readonly at: number | null;
  readonly cwd: string | null;
  readonly branch: string | null;
  readonly version: string | null;
  readonly entry: EntryFact | null;
  /** Written here once more: it is another conversation's. */
  readonly replayed: boolean;
  readonly requests: readonly RequestFact[];
  readonly session: SessionFact | null;
  /** Named when the line is of a type, or has a block, that is not known here. */
  readonly unknown: readonly string[];
}
