import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

const ONE: string = "/conversations/$id";

interface ConversationLinkProps {
  id: string;
  /** The entry of it to look at. */
  message?: number;
  className?: string;
  children: ReactNode;
}

/** Leads to a conversation, or to one of its entries. */
export function ConversationLink({ id, message, className, children }: ConversationLinkProps): ReactNode {
  const search: Readonly<Record<string, unknown>> = { search: message === undefined ? {} : { message } };
  return (
    <Link to={ONE} params={{ id }} {...search} className={className ?? "hover:text-accent hover:underline"}>
      {children}
    </Link>
  );
}
