import type { Conversation, ConversationPage } from "@pilothouse/contracts";

/** The pages with a conversation as it is now, at the place that it had; `null`: none of them has it. */
export function changePages(pages: readonly ConversationPage[], changed: Conversation): ConversationPage[] | null {
  let known = false;
  const next = pages.map((page) => {
    const place = page.conversations.findIndex(({ id }) => id === changed.id);
    if (place < 0) return page;
    known = true;
    return { ...page, conversations: page.conversations.with(place, changed) };
  });
  return known ? next : null;
}

/** The conversations of all pages, each once: one that moved while pages were read is on two of them. */
export function conversationsOf(pages: readonly ConversationPage[]): Conversation[] {
  return [...new Map(pages.flatMap((page) => page.conversations.map((one) => [one.id, one] as const))).values()];
}
