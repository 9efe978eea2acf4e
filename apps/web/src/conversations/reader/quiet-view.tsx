import type { Message } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { plainTitle } from "../../terminals/describe.ts";
import { tookWords } from "../../time/took.ts";
import { countWords } from "../words.ts";
import { Fold } from "./fold.tsx";
import { WrittenParts } from "./written-parts.tsx";

/** What the agent and its model tell each other, on one line. */
export function QuietView({ messages, id }: { messages: readonly Message[]; id: string }): ReactNode {
  const turn = messages.find(({ turnMs }) => turnMs !== null)?.turnMs ?? null;
  const kinds = [...new Set(messages.map(({ type }) => type))].slice(0, 3).map(plainTitle).join(", ");
  return (
    <Fold
      id={`quiet ${id}`}
      label={
        <span className="truncate text-xs text-ink-faint">
          {turn !== null && `Turn took ${tookWords(turn)} · `}
          {countWords(messages.length, "entry", "entries")} of the agent: {kinds}
        </span>
      }
    >
      {() => (
        <ul className="flex flex-col gap-2 text-xs">
          {messages.map((message) => (
            <li key={message.id}>
              <p className="font-mono text-ink-faint">{plainTitle(message.type)}</p>
              <WrittenParts parts={message.blocks.map((block, index) => ({ block, index, messageId: message.id }))} />
            </li>
          ))}
        </ul>
      )}
    </Fold>
  );
}
