import type { ConversationHit } from "@pilothouse/contracts";
import type { ReactNode } from "react";
import { ConversationLink } from "../analytics/conversation-link.tsx";
import { plainTitle } from "../terminals/describe.ts";
import { Ago } from "../time/ago.tsx";
import { AGENT_WORDS } from "../conversations/words.ts";
import { Pieces } from "./hit-row.tsx";
import { snippetPieces } from "./line-pieces.ts";
import { TEXT_NAMES } from "./text-names.ts";

/** One place in a conversation that was found; leads to it. */
export function ConversationHitRow({ hit }: { hit: ConversationHit }): ReactNode {
  const { conversationId, messageId, title, projectName, agent, at } = hit;
  const about = [TEXT_NAMES[hit.in], projectName, AGENT_WORDS[agent]];
  return (
    <li className="border-b border-line last:border-0" data-testid="hit">
      <ConversationLink id={conversationId} message={messageId} className="block min-h-11 px-3 py-2 hover:bg-hover">
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate font-medium">{plainTitle(title)}</span>
          <span className="text-xs text-ink-soft">{at !== null && <Ago at={at} />}</span>
        </span>
        <span className="line-clamp-3 text-ink-soft wrap-anywhere">
          <Pieces pieces={snippetPieces(hit)} />
        </span>
        <span className="block truncate text-xs text-ink-faint">
          {about.flatMap((part) => (part === null ? [] : [plainTitle(part)])).join(" · ")}
        </span>
      </ConversationLink>
    </li>
  );
}
