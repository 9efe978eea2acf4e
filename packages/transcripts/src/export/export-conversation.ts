import { type ConversationFormat, ExportConversation } from "@pilothouse/contracts";
import type { Actor } from "@pilothouse/platform";
import { ask } from "../access.ts";
import type { TranscriptDeps } from "../deps.ts";
import { asHtml } from "./as-html.ts";
import { asJson } from "./as-json.ts";
import { asMarkdown } from "./as-markdown.ts";
import { type Exported, exported } from "./exported.ts";

export interface ConversationFile {
  readonly fileName: string;
  readonly contentType: string;
  /** Read as it is asked for: nothing is held but one page. */
  readonly pieces: AsyncIterable<string>;
}

interface Kind {
  readonly suffix: string;
  readonly contentType: string;
  readonly write: (exported: Exported) => AsyncIterable<string>;
}

const KINDS: Readonly<Record<ConversationFormat, Kind>> = {
  json: { suffix: "json", contentType: "application/json; charset=utf-8", write: asJson },
  markdown: { suffix: "md", contentType: "text/markdown; charset=utf-8", write: asMarkdown },
  html: { suffix: "html", contentType: "text/html; charset=utf-8", write: asHtml },
};
const PAGE = 100;

/** A conversation as a file. Whoever loses it while it is written gets no more of it. */
export async function exportConversation(
  deps: TranscriptDeps,
  { userId }: Actor,
  input: ExportConversation & { readonly signal: AbortSignal },
): Promise<ConversationFile> {
  const { id, format, secrets } = ExportConversation.parse(input);
  const { signal } = input;
  const { suffix, contentType, write } = KINDS[format];
  const source = {
    conversation: await ask(deps, userId, ["getConversation", { id }]),
    page: (after: number) => {
      signal.throwIfAborted();
      return ask(deps, userId, ["listMessages", { id, after, limit: PAGE }]);
    },
    block: async (messageId: number, block: number) => (await ask(deps, userId, ["getBlock", { id, messageId, block }])).text,
  };
  return { fileName: `conversation-${id}.${suffix}`, contentType, pieces: write(exported(source, { secrets })) };
}
