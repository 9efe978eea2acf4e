import type { ReactNode } from "react";
import { plainTitle } from "../../terminals/describe.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import type { ChangedLine, FileChange } from "./file-changes.ts";
import { useFold } from "./folds.ts";
import { visibleText } from "./visible-text.ts";

const FIRST_LINES = 24;
const LOOKS = {
  "+": { row: "bg-green/10", sign: "text-green", said: "added" },
  "-": { row: "bg-red/10", sign: "text-red", said: "removed" },
  " ": { row: "", sign: "text-ink-faint", said: "" },
} as const satisfies Record<ChangedLine["sign"], unknown>;

/** What changes in one file, line by line. */
export function DiffView({ change, id, named }: { change: FileChange; id: string; named: boolean }): ReactNode {
  const { path, lines } = change;
  const [open, fold] = useFold(id);
  const shown = open ? lines : lines.slice(0, FIRST_LINES);
  return (
    <figure aria-label={`Changes in ${plainTitle(path)}`} className="my-1 overflow-hidden rounded border border-line">
      {named && (
        <figcaption className="truncate border-b border-line px-2 py-0.5 font-mono text-xs text-ink-soft">
          {visibleText(path)}
        </figcaption>
      )}
      <div dir="ltr" className="font-mono text-xs">
        {shown.map(({ sign, text }, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have nothing but their place, and never move.
          <div key={place} className={cx("flex", LOOKS[sign].row)}>
            <span aria-hidden className={cx("w-5 shrink-0 text-center select-none", LOOKS[sign].sign)}>
              {sign}
            </span>
            {LOOKS[sign].said && <span className="sr-only">{LOOKS[sign].said}: </span>}
            <span className="min-w-0 flex-1 pr-2 wrap-anywhere whitespace-pre-wrap">{visibleText(text) || " "}</span>
          </div>
        ))}
      </div>
      {lines.length > FIRST_LINES && (
        <Button tone="quiet" className="h-6! px-1.5! text-xs" aria-expanded={open} onClick={() => fold(!open)}>
          {open ? "Show less" : `Show all ${lines.length.toLocaleString("en-US")} lines`}
        </Button>
      )}
    </figure>
  );
}
