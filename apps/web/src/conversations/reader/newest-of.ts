import type { ListMessages, MessagePage } from "@pilothouse/contracts";
import type { Transcript } from "./transcript.ts";

type Ask = (query: Omit<ListMessages, "id">) => Promise<MessagePage>;

/**
 * The newest entry of a whole conversation: what is behind it is news. Entries of subagents may be behind all that a
 * transcript holds, and would come again as news. `undefined`: it could not be asked.
 */
export async function newestOf(ask: Ask, thread: string | null, transcript: Transcript): Promise<number | undefined> {
  const { messages, hasAfter } = transcript.state.get();
  const held = messages.at(-1)?.id ?? 0;
  try {
    const whole = await ask({ last: true, limit: 1 });
    // What came after the transcript was read and before this was asked is no news any more.
    const missed = hasAfter ? null : await ask({ thread, after: held });
    if (missed) transcript.take(missed.messages);
    const newest = missed?.hasAfter ? missed : whole;
    return newest.messages.at(-1)?.id ?? 0;
  } catch {
    return hasAfter ? undefined : held;
  }
}
