import type { ConversationDetails, Subagent } from "@pilothouse/contracts";
import { createContext, use } from "react";

/** What entries need to know of the conversation that they are in. */
export interface Reading {
  readonly conversation: ConversationDetails;
  /** By the calls that started them. */
  readonly threads: ReadonlyMap<string, readonly Subagent[]>;
  /** Shows another way at a branch. */
  readonly choose: (messageId: number) => void;
}

export const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = use(ReadingContext);
  if (!reading) throw new Error("an entry outside of a reader");
  return reading;
}

export function useConversationId(): string {
  return useReading().conversation.id;
}
