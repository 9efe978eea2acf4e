import type { ConversationDetails, Message, MessagePage } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import { redactAll } from "./redact.ts";

/** A conversation on its way into a file. */
export interface Exported {
  readonly conversation: ConversationDetails;
  readonly messages: AsyncIterable<Message>;
}

/** Where a conversation comes from, for whoever asked for it. */
export interface ExportSource {
  readonly conversation: ConversationDetails;
  page(after: number): Promise<MessagePage>;
  /** All of a part of a message, as far as it is there. */
  block(messageId: number, block: number): Promise<string>;
}

/** All of it, read as it is taken; what looks like a secret is blacked out unless `secrets` is set. */
export function exported(source: ExportSource, { secrets }: { readonly secrets: boolean }): Exported {
  const clean = <T>(value: T): T => (secrets ? value : redactAll(value));
  return { conversation: clean(source.conversation), messages: messagesOf(source, clean) };
}

async function* messagesOf(source: ExportSource, clean: (message: Message) => Message): AsyncGenerator<Message> {
  let after = 0;
  let generation: number | undefined;
  for (;;) {
    const page = await source.page(after);
    generation ??= page.generation;
    // All of it has new ids, and would stand behind what is written already.
    if (page.generation !== generation) throw new Fault("conflict", "the transcript was rewritten meanwhile; export it again");
    for (const message of page.messages) yield clean(await wholeOf(source, message));
    const last = page.messages.at(-1);
    if (!page.hasAfter || !last) return;
    after = last.id;
  }
}

async function wholeOf({ block }: ExportSource, message: Message): Promise<Message> {
  const blocks: Message["blocks"] = [];
  for (const [at, one] of message.blocks.entries()) {
    const isCut = "text" in one && one.text.length < one.length;
    blocks.push(isCut ? { ...one, text: told(await block(message.id, at), one.length) } : one);
  }
  return { ...message, blocks };
}

/** Nobody is to take what is left of a text for all of it. */
function told(text: string, length: number): string {
  const rest = length - text.length;
  return rest > 0 ? `${text}\n[${rest} more characters are not here]` : text;
}
