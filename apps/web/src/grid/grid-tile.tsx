import type { Terminal } from "@pilothouse/contracts";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type PreviewState, showPreview } from "../surface/preview.ts";
import { plainTitle, programOf, stateOf } from "../terminals/describe.ts";
import { momentOf } from "../terminals/order.ts";
import { Ago } from "../time/ago.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { useOnScreen } from "./use-on-screen.ts";

/** A terminal as a small screen, live while it can be seen; a click opens it. */
export function GridTile({ terminal }: { terminal: Terminal }): ReactNode {
  const tile = useRef<HTMLLIElement>(null);
  const visible = useOnScreen(tile);
  const title = plainTitle(terminal.title);
  return (
    <li
      ref={tile}
      data-testid="grid-tile"
      data-terminal-id={terminal.id}
      className="relative flex flex-col overflow-hidden rounded border border-line bg-panel hover:border-line-strong has-focus-visible:border-accent"
    >
      <div className="flex h-9 items-center gap-2 border-b border-line px-2.5">
        <StateMark state={stateOf(terminal)} />
        <Link
          to="/terminals/$id"
          params={{ id: terminal.id }}
          title={`${title}: ${programOf(terminal)}`}
          className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {title}
        </Link>
        <span className="shrink-0 text-xs text-ink-soft">
          <Ago at={momentOf(terminal)} />
        </span>
      </div>
      <div className="relative h-52 bg-(--terminal-canvas)">{visible && <TilePreview id={terminal.id} />}</div>
    </li>
  );
}

function TilePreview({ id }: { id: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<PreviewState>("waiting");
  useEffect(() => (place.current ? showPreview(id, { container: place.current, onState: setState }) : undefined), [id]);
  return (
    <>
      <div
        ref={place}
        inert
        aria-hidden
        data-testid="preview"
        data-state={state}
        className="absolute inset-x-2 inset-y-1 overflow-hidden"
      />
      {state !== "painted" && (
        <p className="absolute inset-0 grid place-items-center text-xs text-ink-faint">
          {state === "waiting" ? "Connecting…" : "Its screen cannot be shown now."}
        </p>
      )}
    </>
  );
}
