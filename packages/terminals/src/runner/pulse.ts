import type { LinkPair } from "./pair.ts";

/**
 * Resolves when the pair is over. Ends it when a question stays unanswered for `everyMs`, because nobody should wait for
 * a runner that hangs for ever.
 */
export async function untilOver(pair: LinkPair, everyMs: number): Promise<void> {
  let isAnswered = true;
  const answered = () => {
    isAnswered = true;
  };
  const timer = setInterval(() => {
    if (!isAnswered) return pair.close();
    isAnswered = false;
    // The cheapest question: there is no such terminal, and that is an answer. A lost connection is over anyway.
    pair.control.call("get", [""]).then(answered, answered);
  }, everyMs);
  await pair.closed;
  clearInterval(timer);
}
