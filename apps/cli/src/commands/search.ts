import type { ConversationHit, SearchedText } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { plain, print, say } from "../output.ts";
import { connect } from "../session/connect.ts";

export const SEARCHED: readonly SearchedText[] = ["prompt", "answer", "thinking", "input", "output"];

export interface SearchConversationsOptions {
  readonly in?: SearchedText[];
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
  readonly json?: boolean;
}

const PAGE = 200;
/** A search that reads much and finds nothing is given up after so many pages. */
const PAGES = 50;

/** Prints where in conversations these words stand, the newest first. */
export async function searchConversations(
  environment: Environment,
  words: readonly string[],
  { limit, json = false, ...where }: SearchConversationsOptions,
): Promise<void> {
  const { client } = await connect(environment);
  // A word with spaces in it was quoted for the shell, and is meant as it stands.
  const query = words.map((word) => (/\s/.test(word) && !word.includes('"') ? `"${word}"` : word)).join(" ");
  const asked = { query, ...where };
  const hits: ConversationHit[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const room = Math.min(PAGE, limit - hits.length);
    const page = await client.conversations.search({ ...asked, limit: room, ...(cursor !== undefined && { cursor }) });
    hits.push(...page.hits);
    cursor = page.next ?? undefined;
    pages += 1;
  } while (cursor !== undefined && hits.length < limit && pages < PAGES);
  if (json) return print(JSON.stringify(hits, null, 2));
  if (hits.length === 0) return say(`pilothouse: nothing found for ${plain(query)}`);
  for (const { conversationId, at, in: where, title, snippet } of hits) {
    const time = at === null ? "-" : `${new Date(at).toISOString().slice(0, 19)}Z`;
    print(`${conversationId}  ${time}  ${where}  ${plain(title)}`);
    print(`    ${plain(snippet.replaceAll(/\s+/g, " "))}`);
  }
}
