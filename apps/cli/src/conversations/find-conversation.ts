import type { Client, Conversation } from "@pilothouse/sdk";
import { CommandFailure } from "../failure.ts";

const PAGE = 200;
/** Further conversations are not looked through for the beginning of an id. */
const PAGES = 50;

/** The one conversation whose id begins like this, either the agent's own or the server's. */
export async function findConversation({ conversations }: Client, beginning: string): Promise<Conversation> {
  const wanted = beginning.toLowerCase();
  const found: Conversation[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await conversations.list({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    found.push(...page.conversations.filter(({ id, sessionId }) => id.startsWith(wanted) || sessionId.startsWith(wanted)));
    cursor = page.next ?? undefined;
    pages += 1;
  } while (cursor !== undefined && pages < PAGES && !found.some(({ id, sessionId }) => id === wanted || sessionId === wanted));
  const exact = found.find(({ id, sessionId }) => id === wanted || sessionId === wanted);
  const [only] = exact ? [exact] : found;
  if (!only) throw new CommandFailure(`there is no conversation ${beginning}`);
  if (!exact && found.length > 1)
    throw new CommandFailure(`${beginning} is the beginning of ${found.length} ids; give more of it`);
  return only;
}
