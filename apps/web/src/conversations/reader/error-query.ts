import type { ListMessages } from "@pilothouse/contracts";

export interface ErrorPlace {
  /** What is read: a subagent, or with `null` the conversation itself. */
  readonly thread: string | null;
  /** The entry that is looked at; `undefined`: none. */
  readonly message: number | undefined;
}

/**
 * What to ask for the next error, or for the one before. They are looked for in subagents too, as they are counted; only the
 * first one of a subagent that was just opened is one of its own.
 */
export function errorQuery({ thread, message }: ErrorPlace, by: 1 | -1): Omit<ListMessages, "id"> {
  const only = { errors: true, limit: 1, ...(message === undefined && thread !== null && { thread }) };
  if (by > 0) return { ...only, after: message ?? 0 };
  return { ...only, ...(message === undefined ? { last: true } : { before: message }) };
}
