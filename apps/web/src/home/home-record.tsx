import type { ReactNode } from "react";
import { ConversationsLink } from "../analytics/conversations-link.tsx";
import { ConversationsPanel } from "../analytics/conversations-panel.tsx";
import { SpendPanel } from "./spend-panel.tsx";

const FAILED = 4;
const NEWEST = 8;

/** What agents wrote down: what it cost, what failed, what was last. */
export function HomeRecord(): ReactNode {
  return (
    <>
      <SpendPanel />
      <ConversationsPanel
        title="Failed last"
        list={{ status: "error", limit: FAILED }}
        empty={null}
        aside={
          <ConversationsLink aside filter={{ status: "error" }}>
            See all
          </ConversationsLink>
        }
      />
      <ConversationsPanel
        title="Newest conversations"
        list={{ limit: NEWEST }}
        empty="Conversations with agents appear here as soon as they write their transcripts."
        aside={
          <ConversationsLink aside filter={{}}>
            See all
          </ConversationsLink>
        }
      />
    </>
  );
}
