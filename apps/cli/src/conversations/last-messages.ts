import type { Client, Message } from "@pilothouse/sdk";

const PAGE = 200;

/** The last messages of a conversation, in their order; pages with much text in them have fewer than were asked for. */
export async function lastMessages(
  { conversations }: { readonly conversations: Pick<Client["conversations"], "messages"> },
  id: string,
  count: number,
): Promise<Message[]> {
  let newest: Message[] = [];
  let hasBefore = true;
  while (hasBefore && newest.length < count) {
    const before = newest[0]?.id;
    const limit = Math.min(PAGE, count - newest.length);
    const page = await conversations.messages(id, { limit, ...(before === undefined ? { last: true } : { before }) });
    newest = [...page.messages, ...newest];
    hasBefore = page.hasBefore && page.messages.length > 0;
  }
  return newest;
}
