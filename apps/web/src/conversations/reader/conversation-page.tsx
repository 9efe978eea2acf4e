import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { MessageCircleX } from "lucide-react";
import type { ReactNode } from "react";
import { isKind } from "../../api/fault.ts";
import { api } from "../../api/query.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Face, FailureFace, SkeletonRows } from "../../ui/faces.tsx";
import { readerSearch } from "../conversations-search.ts";
import { Reader } from "./reader.tsx";

const route = getRouteApi("/app/conversations/$id");

/** The conversation of the address. */
export function ConversationPage(): ReactNode {
  const { id } = route.useParams();
  const search = readerSearch({ ...route.useSearch() });
  const details = useQuery(api.conversations.get.queryOptions({ id }));
  if (details.isError && !details.data) {
    if (isKind(details.error, "not_found") || isKind(details.error, "invalid")) return <NoSuchConversation />;
    return (
      <div className="flex-1">
        <FailureFace error={details.error} what="the conversation" onRetry={() => void details.refetch()} />
      </div>
    );
  }
  if (!details.data) {
    return (
      <div className="flex-1">
        <SkeletonRows what="the conversation" rows={8} />
      </div>
    );
  }
  return <Reader key={`${id} ${search.thread ?? ""}`} conversation={details.data} search={search} />;
}

function NoSuchConversation(): ReactNode {
  return (
    <div className="flex-1">
      <h1 className="sr-only">There is no such conversation</h1>
      <Face
        icon={MessageCircleX}
        title="There is no such conversation"
        action={
          <Link to="/conversations" className={buttonClass()}>
            Go to conversations
          </Link>
        }
      >
        <p>It was never read here, or it belongs to someone else.</p>
      </Face>
    </div>
  );
}
