import type { SearchHit, TimelinePage } from "@pilothouse/contracts";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { SearchBox } from "../search/search-box.tsx";
import { FoundLine } from "../search/hit-row.tsx";
import { useSearch } from "../search/use-search.ts";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { clockWords } from "./clock-words.ts";
import type { Marker } from "./markers.ts";

interface ReplayFinderProps {
  id: string;
  words: string;
  timeline: TimelinePage;
  markers: readonly Marker[];
  onWords: (words: string) => void;
  onHit: (hit: SearchHit) => void;
  onMarker: (marker: Marker) => void;
  onClose: () => void;
}

/** Beside a recording: its markers, or the lines in it that have what was typed. */
export function ReplayFinder({ id, words, timeline, markers, onWords, onHit, onMarker, onClose }: ReplayFinderProps): ReactNode {
  return (
    <aside
      aria-label="Find in the recording"
      className="flex min-h-0 w-80 shrink-0 flex-col border-l border-line bg-panel max-sm:h-2/5 max-sm:w-full max-sm:border-t max-sm:border-l-0"
    >
      <div className="flex items-start gap-1 p-2 pb-0">
        <div className="flex-1">
          <SearchBox words={words} onChange={onWords} label="Search the output of this recording" arrives={words === ""} />
        </div>
        <IconButton icon={X} label="Close" onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {words === "" ? (
          <Markers markers={markers} startsAt={timeline.startsAt} onMarker={onMarker} />
        ) : (
          <Hits id={id} words={words} startsAt={timeline.startsAt} onHit={onHit} />
        )}
      </div>
    </aside>
  );
}

const ROW = "flex min-h-8 w-full items-start gap-2 px-3 py-1.5 text-left hover:bg-hover max-sm:min-h-11";

function Time({ ms }: { ms: number }): ReactNode {
  return <span className="w-14 shrink-0 text-right text-xs text-ink-soft">{clockWords(ms)}</span>;
}

function Markers({
  markers,
  startsAt,
  onMarker,
}: Pick<ReplayFinderProps, "markers" | "onMarker"> & { startsAt: number }): ReactNode {
  if (markers.length === 0) return <p className="px-3 py-2 text-ink-soft">Nothing was marked in this recording.</p>;
  return (
    <ul aria-label="Markers">
      {markers.map((marker) => (
        <li key={marker.id}>
          <button type="button" className={ROW} onClick={() => onMarker(marker)}>
            <Time ms={marker.at - startsAt} />
            <span className="min-w-0 flex-1 break-words">{marker.words}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

type HitsProps = Pick<ReplayFinderProps, "id" | "words" | "onHit"> & { startsAt: number };

function Hits({ id, words, startsAt, onHit }: HitsProps): ReactNode {
  const { found, hits } = useSearch(words, id);
  if (hits.length === 0) {
    const isBusy = found.isFetching || found.hasNextPage;
    return (
      <output className="block px-3 py-2 text-ink-soft">
        {found.isError ? "The search failed. Try other words." : isBusy ? "Searching…" : "No line has these words."}
      </output>
    );
  }
  return (
    <>
      <ul aria-label="Lines found">
        {hits.map((hit) => (
          <li key={hit.offset}>
            <button type="button" className={ROW} onClick={() => onHit(hit)}>
              <Time ms={hit.at - startsAt} />
              <code dir="ltr" className="min-w-0 flex-1 font-mono text-xs">
                <FoundLine hit={hit} />
              </code>
            </button>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <div className="p-3">
          <Button onClick={() => void found.fetchNextPage()} disabled={found.isFetching}>
            Look further
          </Button>
        </div>
      )}
    </>
  );
}
