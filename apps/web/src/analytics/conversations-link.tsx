import type { TranscriptAgent } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Filters of the list of conversations, as its address has them. Days are the viewer's. */
export interface ConversationsFilter {
  project?: string;
  agent?: TranscriptAgent;
  model?: string;
  tool?: string;
  status?: "active" | "waiting" | "completed" | "error";
  from?: string;
  to?: string;
}

interface ConversationsLinkProps {
  filter: ConversationsFilter;
  /** Stands beside a title. */
  aside?: boolean;
  children: ReactNode;
}

const LIST: string = "/conversations";

/** Leads to the conversations that a number is made of. */
export function ConversationsLink({ filter, aside = false, children }: ConversationsLinkProps): ReactNode {
  const search: Readonly<Record<string, unknown>> = { search: filter };
  return (
    <Link to={LIST} {...search} className={aside ? "text-accent hover:underline" : "hover:text-accent hover:underline"}>
      {children}
    </Link>
  );
}
