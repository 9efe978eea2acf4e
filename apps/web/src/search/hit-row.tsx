import type { SearchHit } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Ago } from "../time/ago.tsx";
import { harmless, linePieces, type Piece } from "./line-pieces.ts";

/** One line that was found, with those around it; leads to its place in the terminal's recording. */
export function HitRow({ hit, query }: { hit: SearchHit; query: string }): ReactNode {
  return (
    <li className="border-b border-line last:border-0" data-testid="hit">
      <Link
        to="/terminals/$id/replay"
        params={{ id: hit.terminalId }}
        search={{ at: hit.offset, q: query }}
        className="flex min-h-11 items-start gap-3 px-3 py-2 hover:bg-hover"
      >
        <code dir="ltr" className="min-w-0 flex-1 font-mono text-xs">
          <Around lines={hit.before} />
          <FoundLine hit={hit} />
          <Around lines={hit.after} />
        </code>
        <span className="text-xs text-ink-soft">
          <Ago at={hit.at} />
        </span>
      </Link>
    </li>
  );
}

/** A line with what was found in it marked. */
export function FoundLine({ hit }: { hit: SearchHit }): ReactNode {
  return (
    <span className="block truncate whitespace-pre">
      <Pieces pieces={linePieces(hit)} />
    </span>
  );
}

/** A text with what was found in it marked. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  return pieces.map(({ text, start, found }) =>
    found ? (
      <mark key={start} className="rounded-sm bg-accent-soft font-semibold text-ink underline decoration-accent">
        {text}
      </mark>
    ) : (
      <span key={start}>{text}</span>
    ),
  );
}

function Around({ lines }: { lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return <span className="block overflow-hidden whitespace-pre text-ink-faint">{lines.map(harmless).join("\n")}</span>;
}
