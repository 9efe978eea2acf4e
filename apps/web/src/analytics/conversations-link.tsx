import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ConversationsSearch } from "../conversations/conversations-search.ts";

/** What of the list of conversations a number is made of. */
export type ConversationsFilter = Omit<ConversationsSearch, "q" | "sort" | "order">;

interface ConversationsLinkProps {
  filter: ConversationsFilter;
  /** Stands beside a title. */
  aside?: boolean;
  children: ReactNode;
}

/** Leads to the conversations that a number is made of. */
export function ConversationsLink({ filter, aside = false, children }: ConversationsLinkProps): ReactNode {
  return (
    <Link
      to="/conversations"
      search={filter}
      className={aside ? "text-accent hover:underline" : "hover:text-accent hover:underline"}
    >
      {children}
    </Link>
  );
}
