import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface ConversationLinkProps {
  id: string;
  /** The entry of it to look at. */
  message?: number;
  className?: string;
  children: ReactNode;
}

/** Leads to a conversation, or to one of its entries. */
export function ConversationLink({ id, message, className, children }: ConversationLinkProps): ReactNode {
  return (
    <Link
      to="/conversations/$id"
      params={{ id }}
      search={message === undefined ? {} : { message }}
      className={className ?? "hover:text-accent hover:underline"}
    >
      {children}
    </Link>
  );
}
