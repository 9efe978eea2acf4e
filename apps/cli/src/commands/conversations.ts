import type { Conversation, ConversationStatus, ListConversations, Message } from "@pilothouse/sdk";
import { findConversation } from "../conversations/find-conversation.ts";
import { lastMessages } from "../conversations/last-messages.ts";
import { messageLines } from "../conversations/message-lines.ts";
import { money } from "../conversations/money.ts";
import type { Environment } from "../env.ts";
import { plain, print, writeOut } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";
import { shortIds } from "../terminal/short-id.ts";

const PAGE = 200;
const TITLE_WIDTH = 60;

export interface ListOptions {
  readonly status?: ConversationStatus;
  readonly branch?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Lists conversations, those that were written last at the top. */
export async function listConversations(
  environment: Environment,
  { limit, json = false, ...filter }: ListOptions,
): Promise<void> {
  const { client } = await connect(environment);
  const all: Conversation[] = [];
  let cursor: string | undefined;
  do {
    const asked: ListConversations = {
      ...filter,
      limit: Math.min(PAGE, limit - all.length),
      ...(cursor !== undefined && { cursor }),
    };
    const page = await client.conversations.list(asked);
    all.push(...page.conversations);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && all.length < limit);
  if (json) return print(JSON.stringify(all, null, 2));
  if (all.length === 0) return print("No conversations. They come from the transcripts that agents write where the server runs.");
  const short = shortIds(all.map(({ sessionId }) => sessionId));
  const rows = all.map((one) => [
    plain(short.get(one.sessionId) ?? one.sessionId),
    one.agent,
    one.status,
    one.lastAt === null ? "" : new Date(one.lastAt).toISOString().slice(0, 16),
    money(one.spent),
    plain(one.projectName ?? ""),
    plain(one.title).slice(0, TITLE_WIDTH),
  ]);
  for (const line of table([["ID", "AGENT", "STATE", "LAST", "COST", "PROJECT", "TITLE"], ...rows])) print(line);
}

/** Prints what is known of a conversation, and all that was said in it; for programs only the former. */
export async function showConversation(
  environment: Environment,
  id: string,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const found = await findConversation(client, id);
  const details = await client.conversations.get(found.id);
  if (json) return print(JSON.stringify(details, null, 2));
  const facts = [
    ["Title", details.title],
    ["Id", details.id],
    ["Session", `${details.agent} ${details.sessionId}`],
    ["Project", details.projectName ?? ""],
    ["Folder", details.cwd ?? ""],
    ["Branch", details.branch ?? ""],
    ["Model", details.model ?? ""],
    ["State", details.status],
    ["Cost", money(details.spent)],
  ];
  for (const line of table(facts.filter(([, fact]) => fact !== "").map((row) => row.map(plain)))) print(line);
  print("");
  let after = 0;
  for (;;) {
    const page = await client.conversations.messages(found.id, { after, limit: PAGE });
    await write(page.messages);
    const last = page.messages.at(-1);
    if (!page.hasAfter || !last) return;
    after = last.id;
  }
}

/** Prints the last messages of a conversation, and then each that is added, until it is interrupted. */
export async function tailConversation(
  environment: Environment,
  id: string,
  { lines, follow }: { readonly lines: number; readonly follow: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const found = await findConversation(client, id);
  const newest = await lastMessages(client, found.id, lines);
  await write(newest);
  if (!follow) return;
  const after = newest.at(-1)?.id ?? 0;
  for await (const event of client.conversations.watch(found.id, { after })) {
    if (event.type === "messages") await write(event.messages);
    if (event.type === "rewritten") print("-- the transcript was rewritten --");
  }
}

async function write(messages: readonly Message[]): Promise<void> {
  const lines = messages.flatMap(messageLines);
  if (lines.length > 0) await writeOut(`${lines.join("\n")}\n`);
}
