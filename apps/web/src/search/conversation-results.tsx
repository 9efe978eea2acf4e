import { LIMITS } from "@pilothouse/contracts";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { MessageSquareText, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { isKind, sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { Answered } from "../ui/answered.tsx";
import { countWords } from "../conversations/words.ts";
import { Button } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";
import { ConversationHitRow } from "./conversation-hit-row.tsx";
import { textsOf } from "./search-params.ts";

interface ConversationResultsProps {
  query: string;
  /** As the address names them. */
  texts: string | undefined;
}

/** Where in conversations the words were found, newest first. */
export function ConversationResults({ query, texts }: ConversationResultsProps): ReactNode {
  const found = useInfiniteQuery(
    api.conversations.search.infiniteQueryOptions(
      { query: query.slice(0, LIMITS.searchQueryCharacters), in: [...textsOf(texts)] },
      { enabled: query !== "", getNextPageParam: ({ next }) => next, placeholderData: keepPreviousData },
    ),
  );
  const count = query === "" || found.isPlaceholderData ? undefined : found.data?.pages.flatMap((page) => page.hits).length;
  return (
    <>
      <output className="sr-only">
        {count !== undefined && `${countWords(count, "place")} found${found.hasNextPage ? " so far" : ""}`}
      </output>
      <div className="overflow-hidden rounded border border-line bg-panel">
        {query === "" && (
          <Face icon={MessageSquareText} title="Find what was said">
            <p>Type words that a prompt or an answer has. Thinking and tools are looked through when you switch them on.</p>
          </Face>
        )}
        {query !== "" && isKind(found.error, "invalid") && (
          <div role="alert">
            <Face icon={SearchX} title="This cannot be searched for">
              <p>{sentenceOf(found.error)}</p>
            </Face>
          </div>
        )}
        {query !== "" && !isKind(found.error, "invalid") && (
          <Answered query={found} what="what was found">
            {({ pages }) => {
              const hits = pages.flatMap((page) => page.hits);
              if (hits.length === 0) return found.hasNextPage ? <NothingYet /> : <Nothing query={query} />;
              return (
                <ul aria-label="Found in conversations">
                  {hits.map((hit, place) => (
                    // oxlint-disable-next-line react/no-array-index-key -- an entry may have the same text twice, and hits are only added.
                    <ConversationHitRow key={`${hit.messageId}:${place}`} hit={hit} />
                  ))}
                </ul>
              );
            }}
          </Answered>
        )}
      </div>
      {query !== "" && found.hasNextPage && (
        <Button className="mt-3" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  );
}

function NothingYet(): ReactNode {
  return (
    <Face icon={SearchX} title="Nothing among the newest">
      <p>These words are in very many texts, and the newest of them are none of those that are looked for. Show older ones.</p>
    </Face>
  );
}

function Nothing({ query }: { query: string }): ReactNode {
  return (
    <Face icon={SearchX} title="Nothing has these words">
      <p>
        Nowhere in the texts that are switched on is all of <span className="font-mono break-words text-ink">{query}</span>. Try
        fewer words, or switch on more.
      </p>
    </Face>
  );
}
